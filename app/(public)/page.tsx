import { Rotation } from '@/lib/ui/rotation'
import { words } from '@/lib/ui/words'

/** Settings of this installation are known when it runs, not when it is built. */
export const dynamic = 'force-dynamic'

const { start } = words.pages

/** The start page for everyone: no database. The public map takes its place with the first publication. */
export default function StartPage() {
  return (
    <div className="start">
      <section className="start__hero">
        <div>
          <h1>{start.title}</h1>
          <p className="lead">{start.lead}</p>
          <p>{start.publicMap}</p>
          {process.env.MOR_URL && (
            <p className="start__report">
              <a className="utrecht-link" href={process.env.MOR_URL} rel="noreferrer">
                {start.report}
              </a>{' '}
              <span className="quiet">{start.reportNote}</span>
            </p>
          )}
        </div>
        <Rotation />
      </section>
      <section aria-labelledby="vragen">
        <h2 id="vragen">{start.questionsTitle}</h2>
        <ul className="cards">
          {start.questions.map((q) => (
            <li key={q.title}>
              <h3>{q.title}</h3>
              <p>{q.text}</p>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="wie" className="start__who">
        <div>
          <h2 id="wie">{start.whoTitle}</h2>
          <ul>
            {start.who.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
        <div>
          <h2>{start.careTitle}</h2>
          <ul>
            {start.care.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      </section>
    </div>
  )
}
