'use client'
import { useState } from 'react'
import { coverageLabels } from '@/lib/domain/coverage'
import { Alert } from '@/lib/ui/alert'
import { AnswerHead, Download } from '@/lib/ui/answer-head'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { CopyLink } from '@/lib/ui/copy-link'
import { Fact } from '@/lib/ui/fact'
import { longDate, longMoment, rate } from '@/lib/ui/format'
import { Method } from '@/lib/ui/method'
import { words as shared } from '@/lib/ui/words'
import { ClassCell } from './class-cell'
import { coverage, type Answer, type AreaRow, type Gap, type Params } from './definition'
import { Evidence } from './evidence'
import { Matrix } from './matrix'
import { cardSentence, overviewSentence, sinceText } from './sentence'
import { words } from './words'

/** Gaps shown before "show all". */
const shownGaps = 8
type Go = (change: Partial<Params>) => void
type Href = (change: { theme?: string; selected?: string }) => string

export function CoveragePanel({ answer, params, csv, href, closeHref, go, onClose, focus, onChanged }: { answer: Answer; params: Params; csv: string; href: Href; closeHref: string; go: Go; onClose: () => void; focus: boolean; /** something was saved: ask again */ onChanged: () => void }) {
  const { meta, choices } = answer
  const row = answer.areas.find((a) => a.code === params.selected)
  const card = answer.card !== null && answer.params.selected === params.selected && answer.params.theme === params.theme ? answer.card : null
  const unknownTheme = params.theme !== undefined && !choices.themes.some((t) => t.slug === params.theme)
  return (
    <>
      <AnswerHead
        over={row ? words.buurtIn(row.wijkName, meta.gemeente.name) : words.overview} badge={meta.gemeente.fictional && shared.fictional} title={row?.name ?? choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name}
        close={row ? { href: closeHref, onClose } : null} focusOn={focus && params.selected}
      >
        {row && meta.visible && <p><ClassCell id={row.class} /></p>}
        <p className="answer__sentence" aria-live="polite">
          {!meta.visible ? words.withheld : unknownTheme ? words.unknownTheme : row ? (card ? cardSentence(card, row.name) : words.chooseTheme) : overviewSentence(answer)}
        </p>
        <p className="quiet small">
          {words.asOfDay(longDate(meta.on))}
          {row && meta.visible && ` · ${words.lastVisit(row.lastVisit && longDate(row.lastVisit))}`}
        </p>
      </AnswerHead>
      {params.selected && !row && <Alert quiet>{words.unknownSelected}</Alert>}
      {params.on !== undefined && params.on > meta.today && <Alert quiet>{words.later}</Alert>}
      {meta.ignored.length > 0 && <Alert quiet>{words.ignored(meta.ignored.map((name) => words.ignoredNames[name] ?? name).join(', '))}</Alert>}
      {meta.visible && row && params.theme !== undefined && <AccessFact answer={answer} row={row} />}
      {card && row && <Evidence key={`${row.code} ${card.theme.slug}`} card={card} gemeente={meta.gemeente.code} buurt={row.code} today={meta.today} onChanged={onChanged} />}
      {meta.visible && row && params.theme === undefined && <ThemesOf answer={answer} row={row} href={href} go={go} />}
      {meta.visible && !row && <Gaps gaps={answer.findings} href={href} go={go} />}
      {meta.visible && !row && params.theme === undefined && <Matrix answer={answer} href={href} go={go} />}
      <div className="actions">
        <Download href={csv} />
        <CopyLink />
      </div>
      <Method question={coverage.question} method={coverage.method} sources={coverage.sources} />
      <ul className="footnotes quiet small">
        <li>{shared.boundary(meta.boundaryYear)}</li>
        <li>{words.denominator(meta.denominator.year, meta.denominator.source)}</li>
        <li>{words.asOf(longMoment(meta.asOf))}</li>
      </ul>
    </>
  )
}

/** What asks most comes first: every gap a row with its next step. */
function Gaps({ gaps, href, go }: { gaps: readonly Gap[]; href: Href; go: Go }) {
  const [all, setAll] = useState(false)
  return (
    <section className="gaps">
      <h3>
        {words.gapsTitle} {gaps.length > 0 && <Badge>{gaps.length}</Badge>}
      </h3>
      {gaps.length === 0 && <p className="quiet">{words.noGaps}</p>}
      <ul>
        {(all ? gaps : gaps.slice(0, shownGaps)).map((g) => (
          <li key={`${g.buurt.code} ${g.theme.slug}`}>
            <a
              className="desk__item"
              href={href({ theme: g.theme.slug, selected: g.buurt.code })}
              onClick={(e) => {
                if (e.metaKey || e.ctrlKey || e.shiftKey) return
                e.preventDefault()
                go({ theme: g.theme.slug, selected: g.buurt.code })
              }}
            >
              <span className="desk__title">{words.gapRow(g.buurt.name, g.theme.label)}</span>
              <span className="quiet small">{gapDetail(g)}</span>
            </a>
          </li>
        ))}
      </ul>
      {!all && gaps.length > shownGaps && <div><Button onClick={() => setAll(true)}>{words.allGaps(gaps.length)}</Button></div>}
    </section>
  )
}

/** "sinds 5 november 2026, na het stoppen van Inloop; Welzijn is gevraagd" */
function gapDetail(g: Gap): string {
  const asked = g.requests.find((r) => r.status !== 'withdrawn') ?? g.requests[0]
  const since = words.gapSince(sinceText(g.since, g.sinceBy)) + (g.sinceBy === 'supply' && g.ended[0] ? `, ${words.gapEnded(g.ended[0].name)}` : '')
  return asked ? `${since}; ${asked.late ? words.gapLate(asked.organisation) : words.gapAsked[asked.status](asked.organisation)}` : since
}

/** The themes of the chosen buurt, each with its class. */
function ThemesOf({ answer, row, href, go }: { answer: Answer; row: AreaRow; href: Href; go: Go }) {
  const at = answer.areas.indexOf(row)
  return (
    <section className="gaps">
      <h3>{words.themesOf}</h3>
      <ul>
        {answer.matrix.map(({ theme, classes }) => (
          <li key={theme.slug}>
            <a
              className="desk__item desk__item--class"
              href={href({ theme: theme.slug, selected: row.code })}
              onClick={(e) => {
                if (e.metaKey || e.ctrlKey || e.shiftKey) return
                e.preventDefault()
                go({ theme: theme.slug })
              }}
              aria-label={words.cell(row.name, theme.label, coverageLabels[classes[at]!])}
            >
              <span className="desk__title">{theme.label}</span>
              <ClassCell id={classes[at]!} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function AccessFact({ answer: { meta }, row }: { answer: Answer; row: AreaRow }) {
  return (
    <>
      <dl className="facts facts--one">
        <Fact value={row.access === null ? words.none : rate(row.access)} label={words.access} note={row.access === 0 ? words.accessNone : meta.meanAccess === null ? undefined : words.accessMean(rate(meta.meanAccess), meta.gemeente.name)} main />
      </dl>
      {row.accessUnsure && <p className="quiet small">{words.accessUnsure}</p>}
      {meta.withoutPlace !== null && meta.withoutPlace > 0 && <p className="quiet small">{words.withoutPlace(rate(meta.withoutPlace))}</p>}
      {meta.unreached !== null && meta.unreached > 0 && <p className="quiet small">{words.unreached(rate(meta.unreached))}</p>}
    </>
  )
}
