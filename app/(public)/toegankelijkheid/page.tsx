import type { Metadata } from 'next'
import { words } from '@/lib/ui/words'

export const dynamic = 'force-static'

const { statement } = words.pages
export const metadata: Metadata = { title: statement.title }

/** An honest template: what was tested and what was not; the gemeente that publishes adds its own audit. */
export default function AccessibilityPage() {
  return (
    <div className="page">
      <h1>{statement.title}</h1>
      <p className="lead">{statement.lead}</p>
      {statement.parts.map((part) => (
        <section key={part.title}>
          <h2>{part.title}</h2>
          {part.text.map((text) => (
            <p key={text}>{text}</p>
          ))}
          {part.list && (
            <ul>
              {part.list.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}
