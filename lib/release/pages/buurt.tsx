import { roundingBase, type PublicArea, type PublicBuurt, type PublicFigure, type PublicTheme } from '@/lib/domain/public-model'
import { Locator } from './area-map'
import { comesEverywhere, desksOf, listed, nearest } from './agenda'
import { phaseOf, type Book } from './book'
import { DeskItem } from './desk-item'
import { longDate, number, periodInWords, rounded } from './format'
import type { Page } from './frame'
import { InitiativeItem } from './initiatives'
import { Plan } from './plan'
import { Platforms } from './platform'
import { RoundedNote } from './parts'
import { words } from './words'

const w = words.buurt
const deskLimit = 8
/** a list this long is shown at once */
const openLimit = 3

/** All about one buurt for who lives there (B1). */
export function buurtPage(book: Book, b: PublicBuurt): Page {
  const standing = book.standing(b.code)
  const word = words.standing(standing.phase, standing.focus?.cohortYear)
  const earlier = book.history(b.code).filter((f) => f !== standing.focus)
  return {
    address: `/buurten/${b.code}`, title: b.name, description: w.description(b.name, word), place: 'map',
    body: (
      <>
        <section className="buurt-head">
          <div>
            <p className="kicker">{w.place(b.wijk.name, book.model.gemeente.name)}</p>
            <h1>{b.name}</h1>
            <div className={`standing standing-${standing.phase}`}>
              <p className="standing-word">{word.charAt(0).toUpperCase() + word.slice(1)}</p>
              <p>{words.standingMore[standing.phase]}{standing.since && ` ${words.since(longDate(standing.since))}`}{standing.next && ` ${words.nextStep(standing.next.phase, longDate(standing.next.from))}`}</p>
            </div>
          </div>
          <Locator book={book} code={b.code} label={w.mapLabel(b.name)} />
        </section>
        <div className="columns">
          <div>
            <section>
              <h2>{w.planTitle}</h2>
              {standing.focus ? <Plan book={book} focus={standing.focus} /> : <p>{w.noPlan}</p>}
              {earlier.map((f) => (
                <details key={f.cohortYear}>
                  <summary>{phaseOf(f, book.model.madeOn) === 'decided' ? words.standing('decided', f.cohortYear) : w.earlier(f.cohortYear)}</summary>
                  <Plan book={book} focus={f} />
                </details>
              ))}
            </section>
            <Desks book={book} b={b} />
          </div>
          <div>
            <Todo book={book} b={b} />
            <Platforms book={book} b={b} />
            <section>
              <h2>{w.initiativesTitle}</h2>
              <Initiatives book={book} b={b} />
            </section>
            <Signals book={book} b={b} />
            <Figures book={book} b={b} />
          </div>
        </div>
      </>
    ),
  }
}

function Desks({ book, b }: { book: Book; b: PublicBuurt }) {
  const all = desksOf(book, book.middle(b.code))
  const near = nearest(all, deskLimit)
  const visiting = all.filter((d) => d.venue === null && (d.activity.serves.includes(b.code) || comesEverywhere(book, d.activity)))
  return (
    <section>
      <h2>{w.desksTitle}</h2>
      {near.length === 0 ? <p className="quiet">{w.desksNone}</p> : (
        <>
          <ul className="desks">{near.map((d) => <DeskItem key={d.activity.id} book={book} desk={d} />)}</ul>
          <p className="note">{w.desksHow(b.name)} {words.desks.nextNote}</p>
        </>
      )}
      {visiting.length > 0 && <details open={visiting.length <= openLimit}><summary>{w.visits(visiting.length)}</summary><ul className="desks">{visiting.map((d) => <DeskItem key={d.activity.id} book={book} desk={d} />)}</ul></details>}
      <p><a className="go" href="/spreekuren">{w.desksAll}</a></p>
    </section>
  )
}

function Todo({ book, b }: { book: Book; b: PublicBuurt }) {
  const { todo } = w
  const { reportUrl } = book.model
  return (
    <section className="todo">
      <h2>{w.todoTitle}</h2>
      <ul>
        <li>{todo.desk} <a href={`/spreekuren?buurt=${b.code}`}>{todo.deskLink}</a></li>
        <li>{todo.follow} <a href="/volg">{todo.followLink}</a></li>
        <li>{todo.report} {reportUrl ? <><a href={reportUrl} rel="noopener noreferrer">{todo.reportLink}</a> {todo.reportNote}</> : todo.reportOnly}</li>
      </ul>
    </section>
  )
}

function Initiatives({ book, b }: { book: Book; b: PublicBuurt }) {
  const found = book.model.initiatives.filter((i) => i.buurt === b.code)
  return found.length === 0 ? <p className="quiet">{w.initiativesNone}</p> : <ul className="initiatives">{found.map((i) => <InitiativeItem key={i.id} book={book} initiative={i} />)}</ul>
}

/** Rounded figures of the publication area that the buurt belongs to, and of delicate themes those of the whole wijk. */
function Signals({ book, b }: { book: Book; b: PublicBuurt }) {
  const [area, wijk] = [book.area(b.area), book.wijk(b.code)]
  const names = area?.buurten.map(book.placeName) ?? []
  const told = book.model.themes.filter((t) => book.periodsOf(t.slug).length > 0)
  const [perArea, perWijk] = [told.filter((t) => !t.delicate), told.filter((t) => t.delicate)]
  return (
    <section>
      <h2>{w.signalsTitle}</h2>
      {!area || told.length === 0 ? <p className="quiet">{area ? words.start.signalsNone : w.signalsNone}</p> : (
        <>
          {perArea.length > 0 && (
            <>
              <p>{names.length > 1 ? w.signalsArea(listed(names)) : w.signalsOwn(b.name)}</p>
              <FigureTables book={book} area={area} themes={perArea} about={w.signalsAbout} />
              <RoundedNote base={5} />
            </>
          )}
          {perWijk.length > 0 && (
            <>
              <h3>{w.wijkTitle}</h3>
              {!wijk ? <p className="quiet">{w.wijkNone(b.wijk.name, listed(perWijk.map((t) => t.label)))}</p> : (
                <>
                  <p>{w.wijkText(wijk.name, perWijk.length)}</p>
                  <FigureTables book={book} area={wijk} themes={perWijk} about={(labels) => w.wijkAbout(wijk.name, labels)} />
                  <RoundedNote base={10} />
                </>
              )}
            </>
          )}
        </>
      )}
    </section>
  )
}

/** One table for the themes that are told about the same periods. */
function FigureTables({ book, area, themes, about }: { book: Book; area: PublicArea; themes: readonly PublicTheme[]; about: (labels: readonly string[]) => string }) {
  const periodsOf = (theme: PublicTheme): string => book.periodsOf(theme.slug).map((p) => p.id).join(' ')
  const groups = [...new Set(themes.map(periodsOf))].map((periods) => themes.filter((t) => periodsOf(t) === periods))
  return groups.map((own) => (
    <div key={own[0]!.slug} className="scroll" role="region" aria-label={about(own.map((t) => t.label))} tabIndex={0}>
      <table>
        <caption className="hide">{about(own.map((t) => t.label))}</caption>
        <thead><tr><th scope="col">{w.period}</th>{own.map((t) => <th key={t.slug} scope="col">{t.label}</th>)}</tr></thead>
        <tbody>{book.periodsOf(own[0]!.slug).map((p) => <tr key={p.id}><th scope="row">{periodInWords(p)}</th>{own.map((t) => <td key={t.slug}>{rounded(book.leaf(area.code, t.slug, p.id), roundingBase(t))}</td>)}</tr>)}</tbody>
      </table>
    </div>
  ))
}

function Figures({ book, b }: { book: Book; b: PublicBuurt }) {
  const figures = book.model.figures.filter((f) => f.buurt === b.code)
  const sourceOf = (f: PublicFigure): string => `${f.source}${f.licence ? ` (${f.licence})` : ''}`
  const sources = [...new Set(figures.map(sourceOf))]
  return (
    <section>
      <h2>{w.figuresTitle}</h2>
      {figures.length === 0 ? <p className="quiet">{w.figuresNone}</p> : (
        <div className="scroll" role="region" aria-label={w.figuresTable} tabIndex={0}>
          <table>
            <caption className={sources.length > 1 ? 'hide' : undefined}>{sources.length > 1 ? w.figuresTable : w.figuresSource(sources[0]!)}</caption>
            <thead><tr><th scope="col">{w.figure}</th><th scope="col" className="n">{w.value}</th><th scope="col" className="n">{w.year}</th>{sources.length > 1 && <th scope="col">{w.source}</th>}</tr></thead>
            <tbody>{figures.map((f) => <tr key={`${f.indicator} ${f.year}`}><th scope="row">{f.label}</th><td className="n">{f.value === null ? w.noValue : withUnit(f.value, f.unit)}</td><td className="n">{f.year}</td>{sources.length > 1 && <td className="small">{sourceOf(f)}</td>}</tr>)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** Units as people write them; what we do not know stays as the source says it. */
function withUnit(value: number, unit: string): string {
  if (unit === 'percentage' || unit === '%') return `${number(value)} %`
  if (unit === 'x 1.000 euro') return `€ ${number(value * 1000)}`
  return unit === 'per km2' ? `${number(value)} per km²` : `${number(value)} ${unit}`.trim()
}
