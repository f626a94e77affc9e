'use client'
import { phaseLabels } from '@/lib/domain/focus'
import { measureStatus } from '@/lib/domain/registers/measures'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { Button, ButtonLink } from '@/lib/ui/button'
import { longDate, shortDate } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import type { Answer } from './definition'
import { Figure } from './figure'
import { Signals } from './signals'
import { valueText, words } from './words'

/** What became of a focus buurt: before, during and after beside buurten like it, what still stands open, and what came back. Never an effect. */
export function ResultView({ answer }: { answer: Answer }) {
  const { gemeente, year, code, name, phase, years } = answer
  const relapses = answer.figures.flatMap((f) => f.relapse ?? [])
  return (
    <div className="result">
      <p className="quiet">{phaseLabels[phase]}{gemeente.fictional && <> <Badge>{words.fictional}</Badge></>}</p>
      <h1>{words.heading(phase, year, name)}</h1>
      <p className="lead">{words.lead}</p>
      <Alert quiet title={words.noCause}>{words.noCauseMore}</Alert>
      {relapses.length > 0 && <Alert kind="warning" quiet title={words.relapseTitle}><ul>{relapses.map((r) => <li key={r.indicator}>{words.relapse(r)}</li>)}</ul></Alert>}
      {relapses.length === 0 && phase !== 'execution' && <p>{answer.thresholds === null ? words.noThresholds : words.noRelapse}</p>}
      <div className="actions no-print">
        <ButtonLink href={`/focus/${year}/${code}`}>{words.toPlan}</ButtonLink>
        <ButtonLink href={`/focus?gemeente=${gemeente.code}`}>{words.toHome}</ButtonLink>
        <ButtonLink href={`/api/v1/focus-results?gemeente=${gemeente.code}&year=${year}&buurt=${code}&format=csv`}>{words.download}</ButtonLink>
        <Button onClick={() => window.print()}>{words.print}</Button>
      </div>
      <Open answer={answer} />
      <Comparable answer={answer} />
      <section aria-labelledby="cijfers">
        <h2 id="cijfers">{words.figuresTitle}</h2>
        {answer.figures.length === 0 ? <p>{words.noFigures}</p> : <div className="result-figures">{answer.figures.map((f) => <Figure key={f.indicator} figure={f} name={name} years={years} />)}</div>}
      </section>
      <Signals signals={answer.signals} years={years} />
      <section aria-labelledby="opeenhopingen">
        <h2 id="opeenhopingen">{words.clustersTitle}</h2>
        {answer.clusters.length === 0 ? <p>{words.noClusters}</p> : <ul>{answer.clusters.map((c) => <li key={c.id}><a className="utrecht-link" href={`/opeenhopingen/${c.id}`}>{c.theme}, {c.name}</a> ({words.clusterState[c.state]})</li>)}</ul>}
      </section>
      <details>
        <summary>{words.method}</summary>
        {words.methodText.map((t) => <p key={t}>{t}</p>)}
        <p>{words.noCause}{answer.thresholds !== null && ` ${words.thresholds(answer.thresholds)}`}</p>
      </details>
      <p className="quiet small">{words.printed(longDate(answer.today))}</p>
    </div>
  )
}

/** Open measures with who has them now. */
function Open({ answer: { measures } }: { answer: Answer }) {
  return (
    <section aria-labelledby="open">
      <h2 id="open">{words.measuresTitle}</h2>
      {measures.length === 0 ? <p>{words.noMeasures}</p> : (
        <PlainTable
          caption={words.measuresTitle} hideCaption head={words.measuresHead}
          rows={measures.map((m) => [<a key={m.id} className="utrecht-link" href={`/maatregelen/${m.id}`}>{m.title}</a>, measureStatus[m.status], m.plannedTo ? shortDate(m.plannedTo) : words.none, m.handedTo ?? m.owner ?? words.nobody, m.handedOn ? words.handedOn(shortDate(m.handedOn)) : words.notHanded])}
        />
      )}
    </section>
  )
}

/** Which buurten, and why these. */
function Comparable({ answer: { name, comparable, matchedOn, pool } }: { answer: Answer }) {
  const say = (value: number | null, unit: string): string => (value === null ? words.unknown : valueText(value, unit, 1))
  return (
    <section aria-labelledby="vergelijking">
      <h2 id="vergelijking">{words.comparableTitle}</h2>
      {comparable.length === 0 ? <p>{words.noComparable(name)}</p> : (
        <>
          <p>{words.comparable(name, comparable.map((c) => c.name))}</p>
          <PlainTable caption={words.comparableTitle} hideCaption head={words.matchedHead(name)} numeric={[1, 2, 3]} rows={matchedOn.map((m) => [m.label, String(m.year), say(m.own, m.unit), say(m.others, m.unit)])} />
        </>
      )}
      <p className="quiet small">{words.pool(pool)}</p>
    </section>
  )
}
