'use client'
import { criteria, type CriterionValue } from '@/lib/domain/focus-criteria'
import { count, longDate } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { TrendChart } from '@/lib/ui/trend-chart'
import type { Answer, AreaRow, BuurtDetail } from './definition'
import { Share } from './tables'
import { criterionWords, limitText, reasonText, valueText, words } from './words'

const dated = (asOf: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(asOf) ? longDate(asOf) : asOf)
const percent = (share: number): string => count(Math.round(share * 100))

/** Why this buurt: how firm, what would turn it round, each reason with its source, and the buurten that are like it. */
export function Buurt({ answer, row, detail, hrefOf }: { answer: Answer; row: AreaRow; detail: BuurtDetail; hrefOf: (code: string) => string }) {
  return (
    <>
      {row.share !== null && <p className="candidate-share"><Share of={row.share} /> <span className="quiet small">{words.columns.share.toLowerCase()}</span></p>}
      {row.class !== 'not_applicable' && row.class !== 'running' && <Flips answer={answer} row={row} />}
      {row.class !== 'not_applicable' && (
        <section aria-labelledby="redenen">
          <h3 id="redenen">{words.reasonsTitle}</h3>
          {detail.reasons.length === 0 ? <p className="quiet">{words.noReasons}</p> : (
            <ul className="reasons">
              {detail.reasons.map((r, i) => (
                <li key={i}>
                  {r.kind === 'cluster' ? <a className="utrecht-link" href={`/opeenhopingen/${r.id}`}>{reasonText(r, longDate)}</a> : r.kind === 'project' && r.what === 'initiative' ? <a className="utrecht-link" href={`/initiatieven/${r.id}`}>{reasonText(r, longDate)}</a> : reasonText(r, longDate)}
                  <span className="quiet small">{words.source(r.source, dated(r.asOf))}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {row.class !== 'not_applicable' && (
        <details>
          <summary>{words.valuesTitle}</summary>
          <PlainTable caption={words.valuesTitle} hideCaption head={words.valuesHead} rows={criteria.map((c) => [criterionWords[c].label, valueOf(c, detail), placeOf(detail.values[c]), detail.values[c].source ? `${detail.values[c].source}, ${dated(detail.values[c].asOf)}` : words.none])} />
        </details>
      )}
      {row.class !== 'not_applicable' && (
        <section aria-labelledby="lijken">
          <h3 id="lijken">{words.comparableTitle}</h3>
          {detail.comparable.length === 0 ? <p className="quiet">{words.noComparable}</p> : (
            <>
              <p>{detail.comparable.map((c, i) => <span key={c.code}>{i > 0 && ', '}<a className="utrecht-link" href={hrefOf(c.code)}>{c.name}</a></span>)}</p>
              <p className="quiet small">{words.comparable(Math.min(...detail.comparable.map((c) => c.figures)))}</p>
            </>
          )}
        </section>
      )}
      {detail.trend.length > 0 && (
        <section aria-labelledby="jaren">
          <h3 id="jaren">{words.trendTitle}</h3>
          {detail.trend.map((t) => (
            <TrendChart
              key={t.indicator} title={t.label} unit={t.unit === 'percentage' ? '%' : t.unit} summary={`${t.label}: ${t.years.map((y, i) => `${y} ${t.own[i] === null ? words.unknown : valueText(t.own[i]!, t.unit)}`).join(', ')}`}
              months={t.years.map(String)} series={[{ name: words.ownLine, values: t.own, main: true }, ...(t.others.some((v) => v !== null) ? [{ name: words.otherLine, values: t.others }] : [])]}
              monthText={(y) => y} valueText={(v) => valueText(v, t.unit)} tableTitle={words.trendTable} monthTitle={words.yearHead} note={words.source(t.source, `${t.years[0]}-${t.years.at(-1)}`)}
            />
          ))}
        </section>
      )}
    </>
  )
}

/** What would bring it in or out, in sentences. */
function Flips({ answer: { meta, limits }, row }: { answer: Answer; row: AreaRow }) {
  const limit = limits.find((l) => l.key === row.threshold)
  const sentences = [
    row.weightCriterion ? words.flipWeight(criterionWords[row.weightCriterion].label, row.weightFrom!, row.weightTo!, row.chosen === true) : words.noFlipWeight,
    limit ? words.flipThreshold(limit.label, limitText({ ...limit, value: row.thresholdFrom! }, limit.unit), limitText({ ...limit, value: row.thresholdTo! }, limit.unit), row.chosen === true) : words.noFlipThreshold,
  ]
  return (
    <section aria-labelledby="omdraaien">
      <h3 id="omdraaien">{words.flipTitle}</h3>
      {sentences.slice(row.class === 'below' ? 1 : 0, limits.length === 0 ? 1 : 2).map((s) => <p key={s}>{s}</p>)}
      <p className="quiet small">{words.flipNote(meta.top, meta.noPreference)}</p>
    </section>
  )
}

function valueOf(c: (typeof criteria)[number], { values }: BuurtDetail): string {
  const { value } = values[c]
  if (value === null) return words.unknown
  return c === 'need' || c === 'trend' ? words.none : valueText(value, criterionWords[c].unit)
}
const placeOf = ({ scaled, low, high }: CriterionValue): string => (scaled === null ? words.unknown : low === undefined ? words.scale(percent(scaled)) : words.between(percent(low), percent(high!)))
