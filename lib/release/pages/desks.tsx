import { comesEverywhere, desksOf, type Desk } from './agenda'
import { PointMap } from './area-map'
import type { Book } from './book'
import { DeskItem } from './desk-item'
import type { Page } from './frame'
import { words } from './words'

const w = words.desks

/** All desks and activities: first the list, by wijk and buurt, of which one opens the own; then the map. Filters need the script and are hidden without it: everything is there. */
export function desksPage(book: Book): Page {
  const desks = desksOf(book)
  const venues = [...new Set(desks.flatMap((d) => (d.venue ? [d.venue] : [])))].sort((a, b) => a.name.localeCompare(b.name, 'nl') || (a.id < b.id ? -1 : 1))
  const numberOf = new Map(venues.map((v, i) => [v.id, i + 1]))
  const groups = groupsOf(book, desks)
  const firstOf = new Map<string, string>()
  for (const d of groups.flatMap((g) => g.places.flatMap((p) => p.desks))) if (d.venue && !firstOf.has(d.venue.id)) firstOf.set(d.venue.id, d.activity.id)
  return {
    address: '/spreekuren', title: w.title, description: w.description(book.model.gemeente.name), place: 'desks',
    body: (
      <div className="text">
        <h1>{w.title}</h1>
        <p className="lead">{w.lead}</p>
        {desks.length === 0 ? <p>{w.empty}</p> : (
          <>
            <Filters book={book} desks={desks} />
            <p role="status" data-shown={w.shown('#', desks.length)} data-away={w.away} data-farther={w.farther('#')}>{w.total(desks.length)}</p>
            <p className="note">{w.nextNote}</p>
            <p data-none="" hidden>{w.none}</p>
            <div data-list="">
              {groups.map((g) => (
                <section key={g.name} data-group="">
                  <h2>{g.name}</h2>
                  <div>
                    {g.places.map((p) => (
                      <details key={p.name} data-group="">
                        <summary>{p.name}</summary>
                        <ul className="desks">{p.desks.map((d) => <DeskItem key={d.activity.id} book={book} desk={d} number={d.venue ? numberOf.get(d.venue.id) : undefined} id={d.venue && firstOf.get(d.venue.id) === d.activity.id ? `adres-${numberOf.get(d.venue.id)}` : undefined} full />)}</ul>
                      </details>
                    ))}
                  </div>
                </section>
              ))}
            </div>
            {venues.length > 0 && (
              <section>
                <h2>{w.mapTitle}</h2>
                <PointMap book={book} label={w.mapLabel} points={venues.map((v) => ({ ...v.point, number: numberOf.get(v.id)!, name: v.address ? `${v.name}, ${v.address}` : v.name, href: `#adres-${numberOf.get(v.id)}` }))} />
              </section>
            )}
          </>
        )}
      </div>
    ),
  }
}

type Group = { name: string; places: { name: string; desks: Desk[] }[] }

/** By wijk and buurt of the venue, in order of name; those without an address at the end. */
function groupsOf(book: Book, desks: readonly Desk[]): Group[] {
  const groups = new Map<string, Map<string, Desk[]>>()
  for (const d of desks) {
    const wijk = d.venue ? (book.buurt(d.venue.buurt ?? '')?.wijk.name ?? book.model.gemeente.name) : w.elsewhere
    const place = d.venue ? (book.buurt(d.venue.buurt ?? '')?.name ?? book.model.gemeente.name) : comesEverywhere(book, d.activity) ? w.servesAll : w.servesPart
    const places = groups.get(wijk) ?? new Map<string, Desk[]>()
    groups.set(wijk, places.set(place, [...(places.get(place) ?? []), d]))
  }
  const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name, 'nl')
  return [...groups].map(([name, places]) => ({ name, places: [...places].map(([place, list]) => ({ name: place, desks: list })).sort(byName) }))
    .sort((a, b) => Number(a.name === w.elsewhere) - Number(b.name === w.elsewhere) || byName(a, b))
}

function Filters({ book, desks }: { book: Book; desks: readonly Desk[] }) {
  const kinds = [...new Set(desks.map((d) => d.activity.service))].sort((a, b) => a.localeCompare(b, 'nl'))
  return (
    <form className="filters" data-filters="" hidden aria-label={w.filters}>
      <label>{w.kind}
        <select name="soort"><option value="">{w.anyKind}</option>{kinds.map((kind) => <option key={kind}>{kind}</option>)}</select>
      </label>
      <label>{w.word}
        <input name="woord" type="search" maxLength={60} autoComplete="off" />
      </label>
      <label>{w.buurt}
        <select name="buurt">
          <option value="">{w.anyBuurt}</option>
          {book.buurten.map((b) => { const middle = book.middle(b.code); return <option key={b.code} value={b.code} {...(middle ? { 'data-x': Math.round(middle.x), 'data-y': Math.round(middle.y) } : {})}>{b.name}</option> })}
        </select>
      </label>
      <button type="button" data-near="" data-failed={w.nearFailed}>{w.near}</button>
      <button type="reset">{w.clear}</button>
      <p className="small">{w.nearNote}</p>
    </form>
  )
}
