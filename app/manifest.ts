import type { MetadataRoute } from 'next'
import { words } from '@/lib/ui/words'

/** Installable: Buurtfocus on the screen of a phone begins at recording. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: words.appName,
    short_name: words.appName,
    description: words.pages.description,
    lang: 'nl',
    id: '/',
    start_url: '/opnemen',
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#0b5468',
    icons: [
      { src: '/icons/app.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/icons/app-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icons/app-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icons/app-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
