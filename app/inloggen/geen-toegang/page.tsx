import type { Metadata } from 'next'
import { ButtonLink } from '@/lib/ui/button'
import { SiteFooter, SiteHeader } from '@/lib/ui/site'
import { words } from '@/lib/ui/words'

const { noAccess: text } = words.pages.signInPage
export const metadata: Metadata = { title: text.title }

/** For somebody whom the provider knows and we do not (or no longer). */
export default function NoAccessPage() {
  return (
    <>
      <SiteHeader />
      <main className="page" id="inhoud" tabIndex={-1}>
        <h1>{text.title}</h1>
        <p className="lead">{text.text}</p>
        <p>{text.todo}</p>
        <p>
          <ButtonLink look="primary" href="/inloggen">
            {words.pages.signIn}
          </ButtonLink>
        </p>
      </main>
      <SiteFooter />
    </>
  )
}
