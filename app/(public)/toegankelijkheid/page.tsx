import type { Metadata } from 'next'
import { accessibilityStatement as statement } from '@/lib/domain/accessibility-statement'

export const dynamic = 'force-static'

export const metadata: Metadata = { title: statement.title }

/** Only until the first publication, which has this page itself: pages of signing in and of staff lead here too. */
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
