import type { Phase } from '@/lib/domain/focus'
import type { RoundingBase } from '@/lib/domain/public-model'
import { desksOf } from './agenda'
import { lookOf } from './area-map'
import type { Book } from './book'
import { words } from './words'

/** The phase in words with its look on the map beside it. */
export function PhaseMark({ phase, text = words.phase[phase] }: { phase: Phase | 'none'; text?: string }) {
  return <span className={`mark mark-${lookOf(phase)}`}>{text}</span>
}

export function RoundedNote({ base }: { base: RoundingBase }) {
  return <p className="note">{words.roundedNote[base]} <a href="/hoe-komt-dit-tot-stand">{words.how}</a></p>
}

/** The form works without a script; with one it suggests names while somebody types. */
export function SearchForm({ value, big }: { value?: string; big?: boolean }) {
  return (
    <form className={big ? 'search big' : 'search'} action="/zoek" method="get" role="search" data-search="">
      <label htmlFor="q">{words.start.search}</label>
      <div>
        <input id="q" name="q" type="search" autoComplete="off" maxLength={80} list="zoek-namen" defaultValue={value} />
        <button type="submit">{words.start.searchButton}</button>
      </div>
      <datalist id="zoek-namen" />
    </form>
  )
}

/** What somebody can go on to. Reports about the street go to the gemeente itself: a link out, or only the words where its address is not known. */
export function Ways({ book }: { book: Book }) {
  const { model } = book
  const { desks, initiatives, follow, report } = words.ways
  const ways = [
    { href: '/spreekuren', title: desks.title, text: desks.text(desksOf(book).length) },
    { href: '/initiatieven-van-bewoners', title: initiatives.title, text: initiatives.text(model.initiatives.length) },
    { href: '/volg', title: follow.title, text: follow.text },
    { href: model.reportUrl, title: report.title, text: model.reportUrl ? report.text : report.textOnly },
  ]
  return (
    <ul className="ways">
      {ways.map((w) => (
        <li key={w.title}>
          {w.href ? <a href={w.href} {...(w.href === model.reportUrl ? { rel: 'noopener noreferrer', className: 'out' } : {})}>{w.title}</a> : <strong>{w.title}</strong>}
          <p>{w.text}</p>
        </li>
      ))}
    </ul>
  )
}
