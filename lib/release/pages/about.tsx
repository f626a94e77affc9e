import { accessibilityStatement } from '@/lib/domain/accessibility-statement'
import { listed } from './agenda'
import type { Book } from './book'
import { periodInWords } from './format'
import type { Page } from './frame'
import { words } from './words'

const w = words.method

/** The method card of everything that is public (B7). */
export function methodPage(book: Book): Page {
  const { model } = book
  const merged = model.areas.filter((a) => a.buurten.length > 1)
  const without = book.buurten.filter((b) => b.area === null)
  const sources = [...new Set(model.figures.map((f) => `${f.source}${f.licence ? ` (${f.licence})` : ''}`))].sort()
  const counted = model.themes.filter((t) => book.periodsOf(t.slug).length > 0)
  return {
    address: '/hoe-komt-dit-tot-stand', title: w.title, description: w.description,
    body: (
      <div className="text">
        <h1>{w.title}</h1>
        <p className="lead">{w.lead}</p>
        <h2>{w.question}</h2>
        <p>{w.questionText}</p>
        <h2>{w.data}</h2>
        <List of={w.dataList} />
        <h3>{w.themes}</h3>
        {model.themes.length === 0 ? <p>{w.themesNone}</p> : <List of={model.themes.map((t) => (t.delicate ? w.delicate(t.label) : t.label))} />}
        <p>{w.themesNot}</p>
        <h2>{w.evidence}</h2>
        <p>{w.evidenceText}</p>
        <h2>{w.period}</h2>
        <p>{w.periodText}</p>
        {counted.length === 0 ? <p>{w.periodsNone}</p> : <List of={counted.map((t) => { const periods = book.periodsOf(t.slug); return w.periodsOf(t.label, periods.length, periodInWords({ from: periods.at(-1)!.from, to: periods[0]!.to })) })} />}
        <h2>{w.rule}</h2>
        <List of={w.ruleList(model.themes.some((t) => t.delicate))} />
        <h2>{w.limits}</h2>
        <List of={w.limitsList} />
        <h2>{w.merged}</h2>
        {merged.length === 0 ? <p>{w.mergedNone}</p> : <List of={merged.map((a) => listed(a.buurten.map(book.placeName)))} />}
        {without.length > 0 && <><h3>{w.without}</h3><List of={without.map((b) => b.name)} /></>}
        <h2>{w.sources}</h2>
        <List of={[...sources, w.boundaries(model.boundaryYear), ...(model.postcodes.length > 0 ? [w.postcodes(model.boundaryYear, model.gemeente.fictional)] : [])]} />
        <p>{w.licence} <a href="/open-data">{w.openData}</a></p>
      </div>
    ),
  }
}

export function privacyPage(): Page {
  const p = words.privacy
  return {
    address: '/privacy', title: p.title, description: p.description,
    body: (
      <div className="text">
        <h1>{p.title}</h1>
        <p className="lead">{p.lead}</p>
        {p.parts.map((part) => <section key={part.title}><h2>{part.title}</h2><List of={part.list} /></section>)}
      </div>
    ),
  }
}

export function accessibilityPage(): Page {
  const { title, lead, parts } = accessibilityStatement
  return {
    address: '/toegankelijkheid', title, description: lead,
    body: (
      <div className="text">
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        {parts.map((part) => <section key={part.title}><h2>{part.title}</h2>{part.text.map((text) => <p key={text}>{text}</p>)}{part.list && <List of={part.list} />}</section>)}
      </div>
    ),
  }
}

/** What the door shows for an address of a public page that is not in the release. */
export function missingPage(): Page {
  const m = words.missing
  return { address: '/niet-gevonden', title: m.title, description: m.text, hidden: true, body: <div className="text"><h1>{m.title}</h1><p>{m.text}</p><p><a className="go" href="/">{m.back}</a></p></div> }
}

const List = ({ of }: { of: readonly string[] }) => <ul className="plain">{of.map((text) => <li key={text}>{text}</li>)}</ul>
