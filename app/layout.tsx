import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import '@fontsource-variable/source-sans-3/wght.css'
import '@utrecht/alert-css/dist/index.css'
import '@utrecht/button-css/dist/index.css'
import '@utrecht/data-badge-css/dist/index.css'
import '@utrecht/link-css/dist/index.css'
import '@utrecht/select-css/dist/index.css'
import '@utrecht/table-css/dist/index.css'
import '@utrecht/textbox-css/dist/index.css'
import '@/lib/ui/tokens.css'
import '@/lib/ui/base.css'
import { words } from '@/lib/ui/words'

export const metadata: Metadata = {
  title: { default: words.appName, template: `%s – ${words.appName}` },
  description: words.pages.description,
  robots: { index: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="nl">
      <body>{children}</body>
    </html>
  )
}
