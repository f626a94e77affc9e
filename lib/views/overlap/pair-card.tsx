'use client'
import { useState, type ReactNode } from 'react'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { targetGroups } from '@/lib/domain/target-groups'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { count, longDate, rate, shortDate, shortMoment } from '@/lib/ui/format'
import { ProblemError } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'
import { PlainTable } from '@/lib/ui/table'
import type { PairDetail, Side } from './definition'
import { VerdictForm } from './verdict-form'
import { words } from './words'

const groupName = (g: string): string => (targetGroups as Record<string, string>)[g] ?? g
const byName = (role: string | null): string | null => (role === null ? null : (roleLabel[role as Role] ?? role))

/** One pair: both activities beside each other, every rule with its number, the verdict and what was said before. */
export function PairCard({ pair, today, onChanged }: { pair: PairDetail; today: string; /** something was saved, or something else is there: ask again */ onChanged: () => void }) {
  const [open, setOpen] = useState(false)
  const [told, setTold] = useState<'saved' | 'taken' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const last = pair.history[0]
  const holds = pair.row !== null && pair.row.state !== 'candidate'
  async function takeBack(id: number) {
    setProblem(null)
    try {
      await sendJson('DELETE', `/api/v1/overlap-verdicts/${id}`)
      setTold('taken')
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setProblem(error.message)
    }
    onChanged()
  }
  return (
    <>
      {pair.sides.map((side, i) => !side && last && <Alert key={i} quiet>{words.gone(i === 0 ? last.firstWas : last.secondWas)}</Alert>)}
      {pair.over && <Alert quiet>{words.over}</Alert>}
      <section aria-labelledby="oordeel">
        <h3 id="oordeel">{words.verdictTitle}</h3>
        <div role="status">{told && !open && <Alert quiet kind="ok" action={told === 'saved' && holds && pair.may ? <div><Button onClick={() => void takeBack(last!.id)}>{words.undo}</Button></div> : undefined}>{told === 'saved' ? words.saved : words.takenBack}</Alert>}</div>
        {problem && <Alert kind="error">{problem}</Alert>}
        {holds ? <p>{words.verdictIs(words.kinds[last!.verdict as keyof typeof words.kinds], byName(last!.by), longDate(last!.on), longDate(last!.expires!))}<br /><q>{last!.reason}</q></p> : <p>{pair.row?.unsettled ? words.unsettledLong[pair.row.unsettled] : last ? '' : words.noVerdict}</p>}
        {pair.may && !open && (
          <div className="actions">
            <Button look="primary" onClick={() => { setOpen(true); setTold(null) }}>{holds ? words.change : words.give}</Button>
            {holds && told !== 'saved' && <Button onClick={() => void takeBack(last!.id)}>{words.takeBack}</Button>}
          </div>
        )}
        {!pair.may && pair.candidate && <p className="quiet small">{words.mayNot}</p>}
        {open && <VerdictForm pair={pair} today={today} onDone={() => { setOpen(false); setTold('saved'); onChanged() }} onStale={() => { setOpen(false); onChanged() }} onCancel={() => setOpen(false)} />}
      </section>
      <Rules pair={pair} />
      {pair.sides[0] && pair.sides[1] && <Sides sides={[pair.sides[0], pair.sides[1]]} />}
      {pair.buurten.length > 0 && <p className="quiet">{words.sharedBuurten(pair.buurten.join(', '))}</p>}
      {pair.row?.wide && <p className="quiet">{words.wideNote}</p>}
      {pair.history.length > 0 && (
        <section>
          <PlainTable caption={words.history} head={words.historyHead} rows={pair.history.map((v) => [shortMoment(v.at), byName(v.by) ?? words.none, v.verdict === 'withdrawn' ? words.withdrawn : words.kinds[v.verdict], v.expires ? shortDate(v.expires) : words.none, v.reason || words.none])} />
        </section>
      )}
    </>
  )
}

function Rules({ pair }: { pair: PairDetail }) {
  const { row, sides } = pair
  if (!row) return null
  const numbers: Partial<Record<keyof typeof words.rules, string>> = {
    organisations: `${row.firstOrganisationName}, ${row.secondOrganisationName}`,
    subsidy: sides.flatMap((s) => (s?.subsidised ? s.organisationName : [])).join(', '),
    service: row.service,
    groups: row.groups.map(groupName).join(', '),
    share: row.share === null ? words.ruleNumbers.shareUnknown : words.ruleNumbers.share(`${count(row.share * 100)}%`, count(row.inhabitants)),
    weeks: pair.over && row.to === null ? words.ruleNumbers.never : pair.weeks === null ? words.ruleNumbers.weeksOpen(shortDate(row.from)) : words.ruleNumbers.weeks(rate(pair.weeks)),
  }
  return (
    <section aria-labelledby="regels">
      <h3 id="regels">{pair.candidate ? words.why : words.whyNot}</h3>
      <ul className="rules">
        {pair.rules.map(({ rule, holds }) => (
          <li key={rule} data-holds={holds}>
            <span className="rules__mark" aria-hidden="true">{holds ? '✓' : '–'}</span>
            <span>
              <span className="visually-hidden">{holds ? words.holds : words.fails}: </span>
              {words.rules[rule][holds ? 0 : 1]}
              {numbers[rule] && <span className="quiet small">{numbers[rule]}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sides({ sides }: { sides: [Side, Side] }) {
  const row = (label: string, of: (s: Side) => ReactNode) => [label, of(sides[0]), of(sides[1])]
  return (
    <section>
      <PlainTable
        caption={words.sides}
        head={['', sides[0].name, sides[1].name]}
        rows={[
          row(words.side.organisation, (s) => <a className="utrecht-link" href={`/organisaties/${s.organisation}`}>{s.organisationName}</a>),
          row(words.side.service, (s) => <a className="utrecht-link" href={`/activiteiten/${s.id}`}>{s.serviceName}</a>),
          row(words.side.place, (s) => <>{s.place} {s.wide && <Badge>{words.wide}</Badge>}</>),
          row(words.side.when, (s) => s.when),
          row(words.side.period, (s) => words.period(shortDate(s.from), s.until && shortDate(s.until))),
          row(words.side.groups, (s) => s.targetGroups.map(groupName).join(', ') || words.everybody),
          row(words.side.themes, (s) => s.themes.join(', ')),
          row(words.side.hours, (s) => (s.hoursPerMonth === null ? words.unknown : rate(s.hoursPerMonth))),
          row(words.side.inhabitants, (s) => words.inhabitantsIn(count(s.inhabitants))),
          row(words.side.euro, (s) => (s.euroPerYear === null ? words.euroNotShown : <>{words.euro(count(s.euroPerYear))} {s.euroMethod && <span className="quiet small">{words.method[s.euroMethod]}</span>}</>)),
        ]}
      />
    </section>
  )
}
