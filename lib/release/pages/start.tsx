import type { Phase } from '@/lib/domain/focus'
import { roundingBase, type PublicArea, type PublicFocus, type PublicMeasure, type PublicPeriod, type PublicTheme } from '@/lib/domain/public-model'
import { listed } from './agenda'
import { Legend, StartMap } from './area-map'
import type { Book } from './book'
import { periodInWords, rounded } from './format'
import type { Page } from './frame'
import { PhaseMark, RoundedNote, SearchForm, Ways } from './parts'
import { words } from './words'

const w = words.start

/** The first page: the map of focus buurten, the same as a table, and where to go on. */
export function startPage(book: Book, largeMap: { script: string; shapes: string }): Page {
  const { gemeente } = book.model
  return {
    address: '/', title: w.title, description: w.description(gemeente.name), place: 'map',
    body: (
      <>
        <section className="hero">
          <h1>{w.title}</h1>
          <p className="lead">{w.lead}</p>
          <SearchForm big />
        </section>
        <section className="atlas" aria-labelledby="kaart">
          <div className="atlas-map">
            <h2 id="kaart">{w.mapTitle}</h2>
            <p className="quiet">{w.mapHelp}</p>
            <a className="skip-map" href="#lijst">{w.skipMap}</a>
            <StartMap book={book} />
            <Legend />
            <p className="map-tools">
              <button type="button" data-map={largeMap.script} data-shapes={largeMap.shapes} data-words={JSON.stringify(w.largeMap)} hidden>{w.openMap}</button>
            </p>
            <p role="status" data-map-failed="" hidden>{w.mapFailed}</p>
          </div>
          <div className="atlas-list" id="lijst">
            <Chosen book={book} title={w.nowTitle} phases={['plan', 'execution']} none={w.noneNow} />
            <Chosen book={book} title={w.comingTitle} phases={['decided']} none={w.noneComing} />
            <Chosen book={book} title={w.aftercareTitle} phases={['aftercare']} />
          </div>
        </section>
        <section className="wide">
          <h2>{words.start.waysTitle}</h2>
          <Ways book={book} />
        </section>
        <Table book={book} />
        <Signals book={book} />
      </>
    ),
  }
}

/** Buurten of some phases by the year in which they begin, then by name: never by a figure. */
function Chosen({ book, title, phases, none }: { book: Book; title: string; phases: readonly Phase[]; none?: string }) {
  const found = book.buurten.map((b) => ({ b, standing: book.standing(b.code) })).filter(({ standing }) => (phases as readonly string[]).includes(standing.phase))
  if (found.length === 0 && !none) return null
  const years = [...new Set(found.map(({ standing }) => standing.focus!.cohortYear))].sort()
  return (
    <section>
      <h3>{title}</h3>
      {found.length === 0 && <p className="quiet">{none}</p>}
      {years.map((year) => (
        <div key={year} className="chosen">
          <p className="chosen-year">{year}</p>
          <ul>
            {found.filter(({ standing }) => standing.focus!.cohortYear === year).map(({ b, standing }) => (
              <li key={b.code}>
                <a href={`/buurten/${b.code}`}>{b.name}</a>
                {phases.length > 1 && <PhaseMark phase={standing.phase} />}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** The map as a table. */
function Table({ book }: { book: Book }) {
  const countOf = (focus: PublicFocus, ...statuses: PublicMeasure['status'][]): number => focus.measures.filter((m) => statuses.includes(m.status)).length
  return (
    <section className="wide">
      <h2 id="tabel">{w.tableTitle}</h2>
      <div className="scroll" role="region" aria-labelledby="tabel" tabIndex={0}>
        <table>
          <caption>{w.tableHelp}</caption>
          <thead><tr><th scope="col">{w.buurt}</th><th scope="col">{w.wijk}</th><th scope="col">{w.stand}</th><th scope="col">{w.begin}</th><th scope="col" className="n">{w.planned}</th><th scope="col" className="n">{w.done}</th></tr></thead>
          <tbody>
            {book.buurten.map((b) => {
              const standing = book.standing(b.code)
              const { focus } = standing
              return (
                <tr key={b.code}>
                  <th scope="row"><a href={`/buurten/${b.code}`}>{b.name}</a></th>
                  <td>{b.wijk.name}</td>
                  <td><PhaseMark phase={standing.phase} /></td>
                  <td>{focus?.cohortYear ?? '–'}</td>
                  <td className="n">{focus ? countOf(focus, 'planned', 'running') : '–'}</td>
                  <td className="n">{focus ? countOf(focus, 'done') : '–'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Rounded figures of the last closed period of each theme: by area in order of name, and of delicate themes by wijk. */
function Signals({ book }: { book: Book }) {
  const { areas, wijken } = book.model
  const themes = book.model.themes.flatMap((t) => { const period = book.periodsOf(t.slug)[0]; return period ? [{ ...t, period }] : [] })
  const [perArea, perWijk] = [themes.filter((t) => !t.delicate), themes.filter((t) => t.delicate)]
  const without = [...new Map(book.buurten.filter((b) => b.area !== null && !book.wijk(b.code)).map((b) => [b.wijk.code, b.wijk.name])).values()].sort((a, b) => a.localeCompare(b, 'nl'))
  return (
    <section className="wide">
      <h2 id="signalen">{w.signalsTitle}</h2>
      {areas.length === 0 || themes.length === 0 ? <p>{w.signalsNone}</p> : <p>{w.signalsLead}</p>}
      {areas.length > 0 && perArea.length > 0 && (
        <>
          <RoundedNote base={5} />
          <FigureTable book={book} id="signalen" areas={areas} themes={perArea} words={{ open: w.signalsOpen, caption: w.signalsTable, head: w.areaName }} />
        </>
      )}
      {wijken.length > 0 && perWijk.length > 0 && (
        <>
          <h3 id="signalen-wijk">{w.wijkTitle}</h3>
          <p>{w.wijkLead(perWijk.map((t) => t.label), listed(perWijk.map((t) => t.label)))}{without.length > 0 && ` ${w.wijkWithout(listed(without))}`}</p>
          <RoundedNote base={10} />
          <FigureTable book={book} id="signalen-wijk" areas={wijken} themes={perWijk} words={{ open: w.wijkOpen, caption: w.wijkTable, head: w.wijk }} />
        </>
      )}
    </section>
  )
}

function FigureTable({ book, id, areas, themes, words: text }: { book: Book; id: string; areas: readonly PublicArea[]; themes: readonly (PublicTheme & { period: PublicPeriod })[]; words: { open: string; caption: string; head: string } }) {
  return (
    <details>
      <summary>{text.open}</summary>
      <div className="scroll" role="region" aria-labelledby={id} tabIndex={0}>
        <table>
          <caption>{text.caption}</caption>
          <thead><tr><th scope="col">{text.head}</th>{themes.map((t) => <th key={t.slug} scope="col">{t.label}<small>{periodInWords(t.period)}</small></th>)}</tr></thead>
          <tbody>
            {[...areas].sort((a, b) => a.name.localeCompare(b.name, 'nl') || (a.code < b.code ? -1 : 1)).map((a) => (
              <tr key={a.code}>
                <th scope="row">{a.name}</th>
                {themes.map((t) => <td key={t.slug}>{rounded(book.leaf(a.code, t.slug, t.period.id), roundingBase(t))}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
