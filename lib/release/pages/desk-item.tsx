import { awayInWords, capital, comesEverywhere, groupsInWords, nextInWords, servesInWords, type Desk } from './agenda'
import type { Book } from './book'
import { longDate } from './format'
import { words } from './words'

const w = words.desks

/** One activity: name, when, where; what a filter needs stands in data attributes. `number` is that of its dot on the map. */
export function DeskItem({ book, desk, number, id, full }: { book: Book; desk: Desk; number?: number; id?: string; full?: boolean }) {
  const { activity: a, venue } = desk
  const theme = book.themeLabel(a.theme)
  const away = awayInWords(desk)
  const starts = a.from > book.model.madeOn ? w.starts(longDate(a.from)) : null
  const ends = a.to ? w.until(longDate(a.to)) : null
  const small = [a.organisation, a.durationMinutes ? w.lasts(a.durationMinutes) : null, groupsInWords(a), venue?.wheelchair ? (w.wheelchair[venue.wheelchair] ?? null) : null].filter((text) => text !== null && text !== '')
  const data = full ? { 'data-soort': a.service, ...(comesEverywhere(book, a) ? { 'data-overal': '' } : venue ? {} : { 'data-buurten': a.serves.join(' ') }), ...(venue ? { 'data-x': Math.round(venue.point.x), 'data-y': Math.round(venue.point.y) } : {}) } : {}
  return (
    <li className="desk" id={id} {...data}>
      <h3>
        {number !== undefined && <span className="number" aria-hidden="true">{number}</span>}
        {a.name}
        {theme && <span className="tag">{capital(theme)}</span>}
      </h3>
      <p className="when"><strong>{desk.when}</strong>{starts && `, ${starts}`}{ends && `, ${ends}`}{nextInWords(desk) && <span className="next"> {nextInWords(desk)}</span>}</p>
      <p className="where">
        {venue ? <>{venue.name}{venue.address && `, ${venue.address}`}{venue.buurt && full && <> · <a href={`/buurten/${venue.buurt}`}>{book.placeName(venue.buurt)}</a></>}</> : servesInWords(book, a)}
        {away && <span className="away"> {away}</span>}
      </p>
      {full && a.description && <p>{a.description}</p>}
      {small.length > 0 && <p className="small">{small.join(' · ')}{full && a.confirmedOn && ` · ${w.checked(longDate(a.confirmedOn))}`}</p>}
    </li>
  )
}
