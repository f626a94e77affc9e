import type { ReactNode } from 'react'
import '@/lib/ui/pages.css'
import { SiteFooter, SiteHeader } from '@/lib/ui/site'

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader signIn />
      <main id="inhoud" tabIndex={-1}>
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
