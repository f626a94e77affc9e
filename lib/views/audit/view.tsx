import { Alert } from '@/lib/ui/alert'
import { Button, ButtonLink } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { count } from '@/lib/ui/format'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { words } from './words'

export type Filter = { actor?: string; action?: string; from?: string; until?: string }
type Line = { seq: number; at: string; actor: string; role: string; action: string; objectType: string; objectId: string; result: string; origin: string; detail: string }
type Report = { lines: number; fault: { seq: number; fault: 'missing' | 'changed' | 'not linked' } | null }

/** The audit log: filters as a plain form (no script needed), newest lines first, and the outcome of a check when it was asked. */
export function AuditView({ filter, lines, head, older, report }: { filter: Filter; lines: readonly Line[]; head: { seq: number; hash: string }; /** address of older lines */ older: string | null; report: Report | null }) {
  const c = words.columns
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet manage__lead">{words.lead}</p>
      {report && <Alert kind={report.fault ? 'warning' : 'info'}>{report.fault ? words.broken(report.fault.seq, report.fault.fault) : words.whole(count(report.lines))}</Alert>}
      <form className="audit__filter" action="/beheer/audit" method="get">
        <Field label={words.actor}>{(props) => <Textbox {...props} name="actor" defaultValue={filter.actor} />}</Field>
        <Field label={words.action}>{(props) => <Textbox {...props} name="action" defaultValue={filter.action} />}</Field>
        <Field label={words.from}>{(props) => <Textbox {...props} name="from" type="date" defaultValue={filter.from} />}</Field>
        <Field label={words.until}>{(props) => <Textbox {...props} name="until" type="date" defaultValue={filter.until} />}</Field>
        <div className="audit__buttons">
          <Button type="submit" look="primary">{words.show}</Button>
          <ButtonLink href="/beheer/audit">{words.clear}</ButtonLink>
          <ButtonLink href="/beheer/audit?check=1">{words.check}</ButtonLink>
        </div>
      </form>
      {lines.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <div className="audit__table" role="region" aria-label={words.title} tabIndex={0}>
          <table className="utrecht-table utrecht-table--html-table">
            <thead>
              <tr>{[c.seq, c.at, c.actor, c.role, c.action, c.object, c.result, c.origin, c.detail].map((label) => <th key={label} scope="col">{label}</th>)}</tr>
            </thead>
            <tbody>
              {lines.map((l) => (
                <tr key={l.seq}>
                  <td>{l.seq}</td>
                  <td>{l.at}</td>
                  <td>{l.actor}</td>
                  <td>{roleLabel[l.role as Role] ?? l.role}</td>
                  <td>{l.action}</td>
                  <td>{[l.objectType, l.objectId].filter(Boolean).join(' ')}</td>
                  <td>{l.result}</td>
                  <td>{l.origin}</td>
                  <td className="audit__detail">{l.detail === '{}' ? '' : l.detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {older && <p><ButtonLink href={older}>{words.older}</ButtonLink></p>}
      <p className="quiet small audit__head">{head.seq > 0 && words.head(head.seq, head.hash)}</p>
    </>
  )
}
