'use client'
import { targetGroups } from '@/lib/domain/target-groups'
import { dateInAmsterdam } from '@/lib/domain/period'
import { Alert } from '@/lib/ui/alert'
import { AnswerHead, Download } from '@/lib/ui/answer-head'
import { Badge } from '@/lib/ui/badge'
import { CopyLink } from '@/lib/ui/copy-link'
import { Fact } from '@/lib/ui/fact'
import { count, longDate, longMoment, rate } from '@/lib/ui/format'
import { Method } from '@/lib/ui/method'
import { PlainTable } from '@/lib/ui/table'
import { words as shared } from '@/lib/ui/words'
import { overlap, type Answer, type AreaRow, type PairRow, type Params } from './definition'
import { PairCard } from './pair-card'
import { number, percent, StateText } from './tables'
import { words } from './words'

/** Pairs that stand in the panel itself; the others are in the table. */
const mostPairs = 5
type Links = { csv: string; csvPairs: string; hrefOf: (change: { selected?: string; pair?: string; list?: Params['list'] }) => string; onOpen: (id: string) => void }

/** The answer in plain Dutch: of the pair, of the buurt, or of all that is shown. */
export function sentence({ meta, areas, findings, choices, params, pair }: Answer, row: AreaRow | undefined): string {
  if (!meta.visible) return words.withheld
  if (pair?.row) return words.pairSentence(pair.row.firstOrganisationName, pair.row.secondOrganisationName, pair.row.service, pair.row.hoursPerMonth === null ? null : words.hours(number(pair.row.hoursPerMonth)), pair.candidate)
  if (!row) return words.summary(choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name, findings.length, areas.filter((a) => a.class === 'little' || a.class === 'much').length, words.hours(number(meta.doubleHours)))
  if (!row.hours) return words.buurtNone(row.name)
  return words.buurtSentence(row.name, row.organisations ?? 0, words.hours(number(row.hours)), row.doubleHours! < 0.05 ? null : words.hours(number(row.doubleHours)))
}

export function OverlapPanel({ answer, params, links, onClose, focus, onChanged }: { answer: Answer; params: Params; links: Links; onClose: () => void; focus: boolean; onChanged: () => void }) {
  const { meta } = answer
  const row = answer.areas.find((a) => a.code === params.selected)
  const pair = params.pair !== undefined && answer.pair?.id === params.pair ? answer.pair : null
  const open = params.pair !== undefined || row !== undefined
  const title = pair ? pairTitle(pair) : (row?.name ?? answer.choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name)
  return (
    <>
      <AnswerHead
        over={pair ? overlap.title : row ? words.buurtIn(meta.gemeente.name) : words.overview} badge={meta.gemeente.fictional && shared.fictional} title={title}
        close={open ? { href: links.hrefOf(params.pair ? { pair: undefined } : { selected: undefined }), onClose, ...(params.pair && { label: words.closePair }) } : null} focusOn={focus && (params.pair ?? params.selected)}
      >
        <p className="answer__sentence" aria-live="polite">{sentence({ ...answer, pair }, row)}</p>
        <p className="quiet small">{words.asOfDay(longDate(meta.on))}</p>
      </AnswerHead>
      {meta.euro === 'own' && <Alert quiet>{words.seen.own} {words.euroOwn}</Alert>}
      {!meta.inhabitantsKnown && <Alert quiet kind="warning">{words.inhabitantsUnknown}</Alert>}
      {params.selected && !row && <Alert quiet>{words.unknownSelected}</Alert>}
      {meta.visible && params.pair && !pair && answer.params.pair === params.pair && <Alert quiet>{words.unknownPair}</Alert>}
      {pair && <PairCard key={pair.id} pair={pair} today={dateInAmsterdam(new Date())} onChanged={onChanged} />}
      {!params.pair && row && meta.visible && <Buurt answer={answer} row={row} />}
      {!params.pair && meta.visible && <Pairs answer={answer} links={links} />}
      <div className="actions">
        <Download href={links.csv} />
        {meta.visible && (
          <Download href={links.csvPairs}>{words.downloadPairs}</Download>
        )}
        <CopyLink />
      </div>
      <Method question={overlap.question} method={overlap.method} sources={overlap.sources} />
      <ul className="footnotes quiet small">
        <li>{shared.boundary(meta.boundaryYear)}</li>
        {meta.visible && meta.nowhereHours >= 0.05 && <li>{words.nowhere(number(meta.nowhereHours))}</li>}
        {meta.euroLeft !== null && meta.euroLeft >= 1 && <li>{words.euroLeft(count(meta.euroLeft), meta.subsidyYear)}</li>}
        <li>{words.asOf(longMoment(meta.asOf))}</li>
      </ul>
    </>
  )
}

function pairTitle({ sides, history }: NonNullable<Answer['pair']>): string {
  const last = history[0]
  return words.pairName(sides[0]?.name ?? last?.firstWas ?? words.unknown, sides[1]?.name ?? last?.secondWas ?? words.unknown)
}

function Buurt({ answer, row }: { answer: Answer; row: AreaRow }) {
  const detail = answer.buurt?.code === row.code ? answer.buurt : null
  const total = row.hours || 1
  const groupName = (g: string) => (targetGroups as Record<string, string>)[g] ?? g
  return (
    <>
      <dl className="facts">
        <Fact value={number(row.doubleHours)} label={words.fact.double} main />
        <Fact value={number(row.effectiveProviders)} label={words.fact.providers} main />
        <Fact value={number(row.hours)} label={words.fact.hours} />
        <Fact value={number(row.needHours)} label={words.fact.need} />
      </dl>
      {row.unknownHours! > 0 && <p className="quiet small">{words.unknownHours(row.unknownHours!)}</p>}
      <section aria-labelledby="inzet">
        <h3 id="inzet">{words.effortTitle}</h3>
        {row.signals ? <p>{words.effortSentence(row.name, percent(row.hoursShare), percent(row.signalShare))}</p> : <p className="quiet">{words.noSignals}</p>}
        <PlainTable
          caption={words.effortTitle} hideCaption head={words.effortHead} numeric={[1, 2]}
          rows={[
            [words.effortRows.hours, percent(row.hoursShare), row.hoursPerSignal === null ? words.none : words.times(rate(row.hoursPerSignal))],
            ...(row.euro === null ? [] : [[words.effortRows.euro, percent(row.euroShare), row.euroPerSignal === null ? words.none : words.times(rate(row.euroPerSignal))]]),
            [words.effortRows.signals, percent(row.signalShare), words.none],
          ]}
        />
        {row.told === 'rounded' && <p className="quiet small">{words.rounded}</p>}
      </section>
      {detail && detail.providers.length > 0 && (
        <PlainTable caption={words.providersTitle} head={words.providersHead} numeric={[1, 2]} rows={detail.providers.map((p) => [<span key="n"><a className="utrecht-link" href={`/organisaties/${p.organisation}`}>{p.name}</a> {p.wide && <Badge>{words.wide}</Badge>}</span>, number(p.hours), percent(p.hours / total)])} />
      )}
      {detail && detail.cells.length > 0 && (
        <PlainTable caption={words.cellsTitle} head={words.cellsHead} numeric={[3, 4, 5]} rows={detail.cells.map((c) => [c.service, groupName(c.group), c.theme, number(c.hours), number(c.needHours), number(c.doubleHours)])} />
      )}
    </>
  )
}

function Pairs({ answer, links }: { answer: Answer; links: Links }) {
  const list = (rows: readonly PairRow[]) => (
    <ul className="pair-list">
      {rows.map((p) => (
        <li key={p.id}>
          <a className="utrecht-link" href={links.hrefOf({ pair: p.id })} onClick={(e) => { if (e.metaKey || e.ctrlKey || e.shiftKey) return; e.preventDefault(); links.onOpen(p.id) }}>{words.pairName(p.firstName, p.secondName)}</a>
          <span className="quiet small">{p.firstOrganisationName}, {p.secondOrganisationName}</span>
          <span className="small">{p.hoursPerMonth === null ? words.unknown : words.hours(number(p.hoursPerMonth))}, <StateText row={p} /></span>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <section aria-labelledby="paren">
        <h3 id="paren">{words.listedTitle}</h3>
        {answer.findings.length === 0 ? <p className="quiet">{words.noPairs}</p> : list(answer.findings.slice(0, mostPairs))}
        {answer.findings.length > mostPairs && <a className="utrecht-link" href={links.hrefOf({ list: 'paren' })}>{words.more(answer.findings.length)}</a>}
      </section>
      {answer.settled.length > 0 && <section aria-labelledby="beoordeeld"><h3 id="beoordeeld">{words.settledTitle}</h3>{list(answer.settled)}</section>}
      {answer.cooperating.length > 0 && <section aria-labelledby="samen"><h3 id="samen">{words.cooperatingTitle}</h3>{list(answer.cooperating)}</section>}
    </>
  )
}
