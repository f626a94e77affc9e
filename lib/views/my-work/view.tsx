import type { ReactNode } from 'react'
import './my-work.css'
import { clusterLabels } from '@/lib/domain/cluster'
import { daysBetween } from '@/lib/domain/period'
import { Badge } from '@/lib/ui/badge'
import { ButtonLink } from '@/lib/ui/button'
import { coverageHref, mainBuurt } from '@/lib/ui/finding-links'
import { scoreText } from '@/lib/ui/finding-text'
import { count, longDate, shortDate } from '@/lib/ui/format'
import { periodLength } from '@/lib/ui/spoken'
import { words as shared } from '@/lib/ui/words'
import type { MyWork } from './load'
import { RequestsOnDesk } from './requests'
import { words } from './words'

type Item = { key: string; href: string; title: string; detail: string; late?: boolean; /** the next step, beside the item */ step?: { href: string; text: string } }

/** Rows shown before "show all": a desk is read in one look. */
const shown = 6

/** The first screen after signing in: what is new, what is mine, what is late, who has not answered. Plain HTML, no scripts needed. */
export function MyWorkView({ work, title, may }: { work: MyWork; title: string; /** what the reader may add */ may: { signal: boolean; initiative: boolean; visit: boolean } }) {
  const { clusters, signals, initiatives, silent, missed, ending } = work
  return (
    <div className="desk">
      <header className="desk__top">
        <h1>{title}</h1>
        <p className="desk__sentence">{words.sentence(work)}</p>
        <p className="actions">
          {may.signal && <ButtonLink look="primary" href="/opnemen">{words.signals.record}</ButtonLink>}
          {may.initiative && <ButtonLink href="/initiatieven/nieuw">{words.withoutOwner.add}</ButtonLink>}
          {may.visit && <ButtonLink href="/bezoeken/nieuw">{words.missed.record}</ButtonLink>}
        </p>
      </header>
      <div className="desk__lists">
        {clusters && <List id="opeenhopingen" title={words.clusters.title} none={work.searched ? words.clusters.none : shared.notSearched} more="/opeenhopingen?state=open" items={clusters.map((c) => clusterItem(c, work.gemeente))} />}
        {initiatives && (
          <>
            <List id="mijn" title={words.mine.title} none={words.mine.none} more="/initiatieven?owner=me" items={initiatives.mine.map((i) => ({ key: String(i.id), href: `/initiatieven/${i.id}`, title: i.title, detail: words.mine.due(longDate(i.answerDue)), late: i.late }))} />
            <List id="zonder-eigenaar" title={words.withoutOwner.title} none={words.withoutOwner.none} more="/initiatieven?owner=none" items={initiatives.withoutOwner.map((i) => ({ key: String(i.id), href: `/initiatieven/${i.id}`, title: i.title, detail: words.withoutOwner.received(longDate(i.receivedOn)), late: i.late }))} />
          </>
        )}
        {work.requests && <RequestsOnDesk requests={work.requests.items} answers={work.requests.answers} />}
        {signals && <List id="nieuw" title={words.signals.title} note={words.signals.since(longDate(work.since))} none={words.signals.none} more="/signalen" items={signals.map(signalItem)} />}
        {initiatives && <List id="niet-geantwoord" title={words.notAnswered.title} none={words.notAnswered.none} more="/initiatieven?overdue=yes" items={initiatives.notAnswered.map((i) => ({ key: String(i.id), href: `/initiatieven/${i.id}`, title: i.title, detail: words.notAnswered.row(i.owner!, longDate(i.answerDue)), late: true }))} />}
        {silent && <List id="zonder-bevestiging" title={words.silent.title} note={words.silent.text} none={words.silent.none} more="/afspraakregels?stale=183" items={silent.map((l) => ({ key: String(l.id), href: `/afspraakregels/${l.id}`, title: `${l.organisation}: ${l.description}`, detail: l.confirmedOn ? words.silent.last(count(l.hours), longDate(l.confirmedOn)) : words.silent.never(count(l.hours)) }))} />}
        {work.relapsed && <List id="terugval" title={words.relapsed.title} note={words.relapsed.text} none={words.relapsed.none} more="/focus" items={work.relapsed.map((r) => ({ key: `${r.year} ${r.code}`, href: `/focus/${r.year}/${r.code}/resultaat`, title: words.relapsed.name(r.name, r.year), detail: words.relapsed.row(r.labels) }))} />}
        {missed && <List id="lang-niet-geweest" title={words.missed.title} note={words.missed.text} none={words.missed.none} more="/kaart/aanwezigheid" items={missed.map((m) => ({ key: m.code, href: `/kaart/aanwezigheid?selected=${m.code}`, title: m.name, detail: m.lastOn ? words.missed.last(Math.floor(daysBetween(m.lastOn, work.today) / 7), m.weeks) : words.missed.never(m.weeks) }))} />}
        <List id="loopt-af" title={words.ending.title} note={words.ending.text} none={words.ending.none} more="/activiteiten?ends=60" items={ending.map((e) => ({ key: String(e.id), href: `/activiteiten/${e.id}`, title: e.name, detail: words.ending.row(e.organisation, e.where, longDate(e.to)) }))} />
      </div>
    </div>
  )
}

/** Label, numbers, period and visits of a cluster, and where to look for help. */
function clusterItem({ id, name, theme, state, finding, buurten }: NonNullable<MyWork['clusters']>[number], gemeente: string): Item {
  const place = { gemeente, theme: theme.slug, buurt: finding ? mainBuurt(finding.buurten) : buurten[0]?.code }
  const detail = finding ? words.clusters.row(clusterLabels[state], scoreText(finding), periodLength(finding), finding.visits === null ? null : words.clusters.visits(finding.visits)) : clusterLabels[state]
  return { key: String(id), href: `/opeenhopingen/${id}`, title: `${theme.label}, ${name}`, detail, step: { href: coverageHref(place), text: words.clusters.coverage } }
}

function signalItem(s: NonNullable<MyWork['signals']>[number]): Item {
  return { key: `${s.theme} ${s.buurt}`, href: `/signalen?theme=${s.theme}${s.buurt ? `&selected=${s.buurt}` : ''}`, title: `${s.label}, ${s.buurtName ?? words.signals.nowhere}`, detail: words.signals.row(s.n, shortDate(s.last)) }
}

function List({ id, title, note, none, more, items }: { id: string; title: string; note?: string; none: string; more: string; items: readonly Item[] }): ReactNode {
  return (
    <section className="desk__list" aria-labelledby={id} data-empty={items.length === 0 || undefined}>
      <h2 id={id}>
        {title} {items.length > 0 && <Badge>{count(items.length)}</Badge>}
      </h2>
      {items.length === 0 ? <p className="quiet">{none}</p> : note && <p className="quiet small">{note}</p>}
      {items.length > 0 && (
        <ul>
          {items.slice(0, shown).map((item) => (
            <li key={item.key}>
              <a className="desk__item" href={item.href}>
                <span className="desk__title">{item.title}</span>
                <span className="quiet small">
                  {item.detail}
                  {item.late && <strong className="desk__late"> · {words.withoutOwner.late}</strong>}
                </span>
              </a>
              {item.step && <a className="desk__step utrecht-link" href={item.step.href} aria-label={`${item.step.text}: ${item.title}`}>{item.step.text}</a>}
            </li>
          ))}
        </ul>
      )}
      {items.length > shown && <a href={more}>{words.all(items.length)}</a>}
    </section>
  )
}
