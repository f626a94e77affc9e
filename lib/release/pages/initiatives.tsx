import type { PublicInitiative } from '@/lib/domain/public-model'
import { capital } from './agenda'
import type { Book } from './book'
import { longDate } from './format'
import type { Page } from './frame'
import { words } from './words'

const w = words.initiatives

/** All initiatives of which the people who made them agreed that they are public, by buurt. */
export function initiativesPage(book: Book): Page {
  const { initiatives, gemeente } = book.model
  const places = [...new Set(initiatives.map((i) => i.buurt))].sort((a, b) => nameOf(book, a).localeCompare(nameOf(book, b), 'nl'))
  return {
    address: '/initiatieven-van-bewoners', title: w.title, description: w.description(gemeente.name), place: 'initiatives',
    body: (
      <div className="text">
        <h1>{w.title}</h1>
        <p className="lead">{w.lead}</p>
        {initiatives.length === 0 && <p>{w.none}</p>}
        {places.map((place) => (
          <section key={place ?? ''}>
            <h2>{place ? <a href={`/buurten/${place}`}>{nameOf(book, place)}</a> : w.gemeente}</h2>
            <ul className="initiatives">{initiatives.filter((i) => i.buurt === place).map((i) => <InitiativeItem key={i.id} book={book} initiative={i} />)}</ul>
          </section>
        ))}
        <p>{w.own} <a className="go" href="/volg">{words.follow.title}</a></p>
      </div>
    ),
  }
}

const nameOf = (book: Book, place: string | null): string => (place ? book.placeName(place) : w.gemeente)

export function InitiativeItem({ book, initiative: i }: { book: Book; initiative: PublicInitiative }) {
  const theme = book.themeLabel(i.theme)
  return (
    <li>
      <h3>{i.title}</h3>
      <p>{i.whatResidentsDo}</p>
      <p className="small">{[capital(words.status[i.status] ?? i.status), w.received(longDate(i.receivedOn)), theme].filter((text) => text !== null).join(' · ')}</p>
    </li>
  )
}
