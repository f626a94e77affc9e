import type { PublicBuurt, PublicMeeting, PublicPlatform, PublicPlatformAction } from '@/lib/domain/public-model'
import type { Book } from './book'
import { longDate, weekdayLongDate } from './format'
import { words } from './words'

const w = words.platform

/** Where residents of the buurt talk: the next meeting with its agenda, what was agreed, and what was said before (B6). */
export function Platforms({ book, b }: { book: Book; b: PublicBuurt }) {
  const platforms = book.model.platforms.filter((p) => p.buurten.includes(b.code))
  return (
    <section>
      <h2>{w.title(platforms.length)}</h2>
      {platforms.length === 0 ? <p className="quiet">{w.none}</p> : platforms.map((p) => <Platform key={p.id} book={book} platform={p} />)}
    </section>
  )
}

function Platform({ book, platform: p }: { book: Book; platform: PublicPlatform }) {
  const coming = p.meetings.filter((m) => m.heldOn >= book.model.madeOn && m.status !== 'held')
  const next = coming.find((m) => m.status === 'planned')
  const held = p.meetings.filter((m) => m.status === 'held').reverse()
  const [open, ended] = [p.actions.filter((a) => a.status === 'open'), p.actions.filter((a) => a.status !== 'open')]
  return (
    <div className="platform" data-meetings="">
      <h3>{p.name}</h3>
      {p.about && <p>{p.about}</p>}
      {coming.length > 0 && <ul className="meetings">{coming.map((m) => <Meeting key={m.id} book={book} meeting={m} next={m === next} />)}</ul>}
      <p className="quiet" data-no-meetings="" hidden={coming.length > 0}>{w.noMeeting}</p>
      <p className="note">{w.known(longDate(book.model.madeOn))}</p>
      <h4>{w.actions}</h4>
      {open.length === 0 ? <p className="quiet">{w.noActions}</p> : <ul className="measures">{open.map((a) => <Action key={a.id} book={book} action={a} />)}</ul>}
      {ended.length > 0 && <details><summary>{w.ended(ended.length)}</summary><ul className="measures">{ended.map((a) => <Action key={a.id} book={book} action={a} />)}</ul></details>}
      {held.length > 0 && (
        <details>
          <summary>{w.held(held.length)}</summary>
          {held.map((m) => <div key={m.id}><h4>{weekdayLongDate(m.heldOn)}</h4><p>{m.summary ?? w.noSummary}</p></div>)}
        </details>
      )}
    </div>
  )
}

/** `data-day`: with a script, a meeting that has been is no longer shown as one that comes. */
function Meeting({ book, meeting: m, next }: { book: Book; meeting: PublicMeeting; next: boolean }) {
  const venue = book.venue(m.venue)
  const where = [venue?.name, m.place, venue?.address].filter(Boolean).join(', ')
  if (m.status === 'cancelled') return <li data-day={m.heldOn}><p><strong>{w.cancelled}</strong> {weekdayLongDate(m.heldOn)}</p></li>
  return (
    <li data-day={m.heldOn}>
      <p className="when">{next && <>{w.next} </>}<strong>{weekdayLongDate(m.heldOn)}</strong>, {w.time(m.startTime, m.endTime)}</p>
      <p className="where">{where}</p>
      {m.agenda.length > 0 ? <><h4>{w.agenda}</h4><ol>{m.agenda.map((point, i) => <li key={i}>{point}</li>)}</ol></> : next && <p className="quiet">{w.noAgenda}</p>}
    </li>
  )
}

function Action({ book, action: a }: { book: Book; action: PublicPlatformAction }) {
  const late = a.status === 'open' && a.due !== null && a.due < book.model.madeOn
  const when = a.doneOn ? words.buurt.doneOn(longDate(a.doneOn)) : a.status === 'open' && a.due ? (late ? w.late(longDate(a.due)) : w.due(longDate(a.due))) : null
  return (
    <li>
      <span className={`state state-${{ open: 'running', done: 'done', dropped: 'stopped' }[a.status]}`}>{w.status[a.status]}</span>
      <div>
        <strong>{a.title}</strong>
        {a.outcome && <p>{a.outcome}</p>}
        <p className="small">{[words.buurt.by(a.by ?? w.itself), when].filter(Boolean).join(' · ')}</p>
      </div>
    </li>
  )
}
