import type { Metadata } from 'next'
import '@/lib/ui/frame.css'
import '@/lib/views/recording/recording.css'
import { BrandMark } from '@/lib/ui/brand'
import { words as ui } from '@/lib/ui/words'
import { Recorder } from '@/lib/views/recording/recorder'
import { words } from '@/lib/views/recording/words'

export const dynamic = 'force-static'
export const metadata: Metadata = { title: words.title }

/**
 * The shell that the service worker shows in the place of /opnemen when there is no connection. Made at build time: it holds nothing about anybody;
 * the choices of the form come from what this device kept.
 */
export default function ShellPage() {
  return (
    <>
      <header className="site-header">
        <span className="brand">
          <BrandMark /> {ui.appName}
        </span>
      </header>
      <main className="recorder-page" id="inhoud">
        <h1>{words.title}</h1>
        <p className="lead">{words.lead}</p>
        <Recorder given={null} />
      </main>
    </>
  )
}
