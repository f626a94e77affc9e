import { clockOf, type InitiativeStatus } from '@/lib/analysis/initiative-clock'
import { initiativeStatus } from '@/lib/domain/registers/initiatives'
import type { PublicFollow } from '@/lib/domain/public-model'
import { capital } from './agenda'
import type { Book } from './book'
import { longDate } from './format'
import type { Page } from './frame'
import { words } from './words'

const w = words.follow

/** Where somebody fills in a code (B2). The answer is a page of its own under the hash of the code; the code itself is in no file. */
export function followStart(): Page {
  return {
    address: '/volg', title: w.title, description: w.description, place: 'follow',
    body: <div className="text"><h1>{w.title}</h1><p className="lead">{w.lead}</p><CodeForm label={w.button} /></div>,
  }
}

/** The same page for every code that is not known, whatever it looks like. */
export function followUnknown(): Page {
  return {
    address: '/volg/onbekend', title: w.unknownTitle, description: w.description, place: 'follow', hidden: true,
    body: <div className="text"><h1>{w.unknownTitle}</h1>{w.unknown.map((text) => <p key={text}>{text}</p>)}<CodeForm label={w.again} /></div>,
  }
}

function CodeForm({ label }: { label: string }) {
  return (
    <form className="code" action="/volg" method="get">
      <label htmlFor="code">{w.label}</label>
      <p id="code-help" className="quiet">{w.help}</p>
      <div>
        <input id="code" name="code" required maxLength={80} autoComplete="off" autoCapitalize="none" spellCheck={false} aria-describedby="code-help" />
        <button type="submit">{label}</button>
      </div>
    </form>
  )
}

/** How one initiative stands: status, team, next step, expected day; said plainly when it is late. */
export function followPage(book: Book, f: PublicFollow): Page {
  const on = book.model.madeOn
  const title = f.title ?? w.untitled
  const clock = f.status in initiativeStatus ? clockOf({ receivedOn: f.receivedOn, owned: f.team !== null, ownerSince: null, answeredOn: f.answeredOn, toldBackOn: null, due: f.due, status: f.status as InitiativeStatus }, on) : null
  const waits = clock?.next === 'owner' || clock?.next === 'answer'
  return {
    address: `/volg/${f.codeHash}`, title, description: w.description, place: 'follow', hidden: true,
    body: (
      <div className="text">
        <p className="kicker">{w.title}</p>
        <h1>{title}</h1>
        {clock?.late.includes('answer') && <p className="late">{w.late(longDate(clock.answerDue))}</p>}
        <h2>{w.statusTitle}</h2>
        <dl className="facts">
          <div><dt>Stand</dt><dd><strong>{capital(words.status[f.status] ?? f.status)}</strong></dd></div>
          <div><dt>{w.received}</dt><dd>{longDate(f.receivedOn)}</dd></div>
          {clock?.open && <div><dt>{w.team}</dt><dd>{f.team ?? w.noTeam}</dd></div>}
          <div><dt>{w.next}</dt><dd>{w.steps[f.status] ?? ''}</dd></div>
          {clock && waits && <div><dt>{w.expected}</dt><dd>{clock.answerDue < on ? w.noDate : w.expectedBy(longDate(clock.answerDue))}</dd></div>}
        </dl>
        {f.answer && <><h2>{w.answer}</h2><p className="answer">{f.answer}</p>{f.answeredOn && <p className="quiet">{w.answeredOn(longDate(f.answeredOn))}</p>}</>}
        <p className="note">{w.note(longDate(on))}</p>
        <p><a className="go" href="/volg">{w.another}</a></p>
      </div>
    ),
  }
}
