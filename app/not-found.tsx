import type { Metadata } from 'next'
import { SiteFooter, SiteHeader } from '@/lib/ui/site'
import { words } from '@/lib/ui/words'

export const metadata: Metadata = { title: words.pages.notFound.title }

export default function NotFoundPage() {
  return (
    <>
      <SiteHeader />
      <main className="page" id="inhoud" tabIndex={-1}>
        <h1>{words.pages.notFound.title}</h1>
        <p className="lead">{words.pages.notFound.text}</p>
        <a className="utrecht-button utrecht-button--primary-action" href="/">
          {words.pages.back}
        </a>
      </main>
      <SiteFooter />
    </>
  )
}
