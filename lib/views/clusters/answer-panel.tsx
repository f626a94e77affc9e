'use client'
import { memo } from 'react'
import { trendLabels } from '@/lib/domain/cluster'
import { addMonths, dateInAmsterdam } from '@/lib/domain/period'
import { Alert } from '@/lib/ui/alert'
import { AnswerHead, Download } from '@/lib/ui/answer-head'
import { CopyLink } from '@/lib/ui/copy-link'
import { Fact } from '@/lib/ui/fact'
import { count, longMoment, monthYear, rate, shortMonth } from '@/lib/ui/format'
import { Method } from '@/lib/ui/method'
import { periodText } from '@/lib/ui/spoken'
import { TrendChart } from '@/lib/ui/trend-chart'
import { words as shared } from '@/lib/ui/words'
import { clusters, type Answer, type AreaRow, type Params } from './definition'
import { FindingList, FindingRows, type Opening } from './finding-list'
import { words as finding } from './finding-words'
import { isCluster } from './outlines'
import { countText, perTenVisits, sentence, type Told } from './sentence'
import type { useRun } from './use-run'
import { words } from './words'

/** What the panel is about: the chosen buurt, or all that is shown (werkgebied or gemeente). */
export function subjectOf(answer: Answer, params: Params): { row: AreaRow | null; name: string; isGemeente: boolean; n: number | null; told: AreaRow['told']; rate: number | null; inhabitants: number | null; visits: number | null } {
  const { areas, meta, choices } = answer
  const found = areas.filter((a) => a.code === params.selected)
  const row = found.find((a) => !a.water) ?? found[0] ?? null
  if (row) return { row, name: row.name, isGemeente: false, n: row.n, told: row.told, rate: row.rate, inhabitants: row.inhabitants, visits: row.visits }
  const known = areas.filter((a) => a.inhabitants !== null)
  const inhabitants = known.length ? known.reduce((sum, a) => sum + a.inhabitants!, 0) : null
  const werkgebied = choices.werkgebieden.find((w) => w.slug === params.werkgebied)
  return {
    row: null,
    name: werkgebied?.name ?? meta.gemeente.name,
    isGemeente: !werkgebied,
    n: meta.told === 'withheld' && areas.every((a) => a.told === 'withheld') ? null : meta.n,
    told: meta.told,
    rate: !werkgebied ? meta.gemeenteRate : inhabitants && meta.told !== 'withheld' ? (known.reduce((sum, a) => sum + (a.n ?? 0), 0) / inhabitants) * 1000 : null,
    inhabitants,
    visits: areas.some((a) => a.visits === null) ? null : areas.reduce((sum, a) => sum + a.visits!, 0),
  }
}

export function toldOf(answer: Answer, params: Params): Told {
  const { meta, choices } = answer
  const subject = subjectOf(answer, params)
  return {
    area: subject.name,
    gemeente: meta.gemeente.name,
    isGemeente: subject.isGemeente,
    period: meta,
    n: subject.n,
    rounded: subject.told === 'rounded',
    rate: subject.rate,
    gemeenteRate: meta.gemeenteRate,
    kind: params.kind,
    theme: choices.themes.find((t) => t.slug === params.theme)?.label,
    why: subject.row?.class === 'too-few' ? 'too-few' : 'no-denominator',
  }
}

export const AnswerPanel = memo(function AnswerPanel({ answer, params, stale, csv, findingsCsv, closeHref, onClose, focus, run, opening }: {
  answer: Answer
  params: Params
  /** a newer answer is on its way */
  stale: boolean
  csv: string
  findingsCsv: string
  /** the calculation behind the findings */
  run: ReturnType<typeof useRun>
  opening: Opening
  closeHref: string
  onClose: () => void
  /** the reader opened this buurt with the keyboard: move there */
  focus: boolean
}) {
  const { meta, areas } = answer
  const subject = subjectOf(answer, params)
  const noun = words.noun[params.kind ?? 'all']
  const perVisits = perTenVisits(subject.n, subject.visits)
  const trendReady = !stale || answer.params.selected === params.selected
  const selected = params.selected
  const here = subject.row ? answer.findings.filter((f) => isCluster(f) && subject.row!.findings.includes(f.id)) : []

  return (
    <>
      <AnswerHead
        over={subject.row ? words.buurtIn(subject.row.wijkName, meta.gemeente.name) : words.overview} badge={meta.gemeente.fictional && shared.fictional} title={<>{subject.name}{subject.row?.water && <span className="quiet"> ({words.water})</span>}</>}
        close={subject.row ? { href: closeHref, onClose } : null} focusOn={focus && selected}
      >
        <p className="answer__sentence" aria-live="polite">
          {sentence(toldOf(answer, params))}
        </p>
        <p className="quiet small">{periodText(meta)}</p>
        {subject.row && <Estimate row={subject.row} answer={answer} />}
      </AnswerHead>

      {!subject.row && <FindingList answer={answer} run={run} {...opening} />}
      {here.length > 0 && (
        <section className="found">
          <h3>{finding.also(here.length)}</h3>
          <FindingRows findings={here} theme={params.theme === undefined} {...opening} />
        </section>
      )}

      {params.selected && !subject.row && <Alert quiet>{words.unknownSelected}</Alert>}
      {meta.told === 'rounded' && <Alert quiet>{words.roundedNote}</Alert>}
      {meta.told === 'withheld' && <Alert quiet>{words.withheldNote}</Alert>}
      {meta.withoutSensitive && <Alert quiet>{words.withoutSensitiveNote}</Alert>}
      {answer.choices.months === null ? (
        <Alert quiet title={words.noSignalsTitle}>
          {words.noSignals}
        </Alert>
      ) : (
        meta.n === 0 &&
        meta.told === 'exact' &&
        areas.length > 0 && (
          <Alert quiet title={words.noMatchTitle}>
            {words.noMatch}
          </Alert>
        )
      )}

      <dl className="facts">
        <Fact value={countText(subject)} label={subject.n === 1 ? noun.one : noun.many} note={subject.row?.reporters == null ? undefined : `${count(subject.row.reporters)} ${finding.reporters}`} main />
        <Fact value={subject.visits === null ? words.notVisible : count(subject.visits)} label={words.visits} main />
        <Fact value={subject.rate === null ? words.none : rate(subject.rate)} label={words.perInhabitants} note={!subject.isGemeente && meta.gemeenteRate !== null && subject.rate !== null ? `${rate(meta.gemeenteRate)} ${words.average(meta.gemeente.name)}` : subject.row?.class === 'too-few' ? words.tooFew : undefined} main />
        <Fact value={perVisits === null ? words.none : rate(perVisits)} label={words.perVisits} main />
        <Fact value={subject.inhabitants === null ? words.unknown : count(subject.inhabitants)} label={words.inhabitants(meta.denominator.year)} />
        {subject.row?.smoothed != null && <Fact value={rate(subject.row.smoothed)} label={finding.smoothed} />}
      </dl>
      {subject.visits === 0 && !!subject.n && <p className="quiet small">{words.noVisits}</p>}

      {answer.trend.length > 1 && (trendReady ? <Trend answer={answer} name={subject.name} isGemeente={subject.isGemeente} /> : <div className="chart__wait" aria-hidden="true" />)}

      <div className="actions">
        <Download href={csv} />
        {answer.findings.length > 0 && (
          <Download href={findingsCsv}>{finding.download}</Download>
        )}
        <CopyLink />
      </div>

      <Method question={clusters.question} method={clusters.method} sources={clusters.sources} />
      <ul className="footnotes quiet small">
        <li>{shared.boundary(meta.boundaryYear)}</li>
        <li>
          {words.legendDenominator(meta.denominator.label, meta.denominator.year)} ({meta.denominator.source})
        </li>
        {!!meta.nElsewhere && <li>{words.elsewhere(count(meta.nElsewhere), meta.nElsewhere === 1)}</li>}
        <li>{words.asOf(longMoment(meta.asOf))}</li>
      </ul>
    </>
  )
})

/** The estimate for a buurt in words, with its interval, and how it went over the quarters. */
function Estimate({ row, answer: { meta } }: { row: AreaRow; answer: Answer }) {
  if (!meta.estimate || row.smoothed === null || row.class === 'too-few') return null
  const said = meta.estimate.of === 'reporters' ? finding.estimateReporters : finding.estimateSignals
  return (
    <>
      <p>
        {row.ratio === null || row.ratioLow === null || row.ratioHigh === null ? finding.noDifferences : said(rate(row.ratio), rate(row.ratioLow), rate(row.ratioHigh))}
        {row.ratio !== null && row.class === 'average' && ` ${finding.notDifferent}`}
      </p>
      {row.trend && row.trend !== 'none' && row.trend !== 'too_few_data' && <p>{finding.trend(trendLabels[row.trend])}</p>}
    </>
  )
}

/** The buurt (or werkgebied) beside the gemeente, per 1,000 inhabitants; counts where there is no rate. */
function Trend({ answer, name, isGemeente }: { answer: Answer; name: string; isGemeente: boolean }) {
  const { trend, meta } = answer
  const asRate = trend.some((p) => p.rate !== null)
  const months = trend.map((p) => p.month)
  return (
    <TrendChart
      title={words.trend}
      unit={asRate ? words.trendRate : words.trendCount}
      summary={words.trendSummary(name, monthYear(months[0]!), monthYear(months.at(-1)!))}
      months={months}
      series={[
        { name, main: true, values: trend.map((p) => (asRate ? p.rate : p.n)) },
        ...(asRate && !isGemeente ? [{ name: meta.gemeente.name, values: trend.map((p) => p.gemeenteRate) }] : []),
      ]}
      monthText={shortMonth}
      valueText={rate}
      tableTitle={words.trendTable}
      monthTitle={words.month}
      note={addMonths(months.at(-1)!, 1) > dateInAmsterdam(new Date(meta.asOf)) ? words.trendUnfinished(monthYear(months.at(-1)!)) : undefined}
    />
  )
}
