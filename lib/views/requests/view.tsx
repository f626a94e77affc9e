import './requests.css'
import { requestLabels, requestStatuses, type CoverageRequest } from '@/lib/domain/coverage'
import type { RequestParams } from '@/lib/domain/coverage-request'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { longDate, shortMoment } from '@/lib/ui/format'
import { Field } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import { AnswerForm } from './answer-form'
import type { RequestsAnswer } from './load'
import { Withdraw } from './withdraw'
import { words } from './words'

/** The list under the filters of the address: a plain form, so that it works without scripts. */
export function RequestList({ answer, params }: { answer: RequestsAnswer; params: RequestParams }) {
  const { items, choices, meta } = answer
  return (
    <>
      <p className="register__lead">{words.lead(items.length, items.filter((r) => r.status === 'open').length, meta.answers)}</p>
      <form className="requests__filters" method="get" aria-label={words.filters}>
        <Field label={words.theme}>{(props) => <Select {...props} name="theme" defaultValue={params.theme ?? ''} options={[{ value: '', label: words.all }, ...choices.themes.map((t) => ({ value: t.slug, label: t.label }))]} />}</Field>
        {choices.werkgebieden.length > 0 && <Field label={words.werkgebied}>{(props) => <Select {...props} name="werkgebied" defaultValue={params.werkgebied ?? ''} options={[{ value: '', label: words.all }, ...choices.werkgebieden.map((w) => ({ value: w.slug, label: w.name }))]} />}</Field>}
        <Field label={words.status}>{(props) => <Select {...props} name="status" defaultValue={params.status ?? ''} options={[{ value: '', label: words.all }, ...requestStatuses.map((s) => ({ value: s, label: requestLabels[s] }))]} />}</Field>
        <Button type="submit">{words.show}</Button>
      </form>
      {items.length === 0 && <Alert quiet>{words.none}</Alert>}
      <ul className="requests">
        {items.map((r) => (
          <li key={r.id} className="request">
            <h2>
              <a className="utrecht-link" href={`/verzoeken/${r.id}`}>{words.one(r.buurt.name ?? r.buurt.code, r.theme.label)}</a> <Badge>{requestLabels[r.status]}</Badge>
              {r.late && <strong className="request__late">{words.late}</strong>}
            </h2>
            <p>{r.text}</p>
            <p className="quiet small">
              {r.organisation.name} · {words.due.toLowerCase()} {longDate(r.due)}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One request: what was asked, what was answered, and for the organisation the form. */
export function RequestRecord({ request: r, history, answers }: { request: CoverageRequest; history: readonly { at: string; before: { status: string; reason: string | null } }[]; /** the reader is of the organisation that was asked */ answers: boolean }) {
  const facts: [string, string | null][] = [
    [words.to, r.organisation.name],
    [words.due, longDate(r.due)],
    [words.asked, words.by(r.askedBy && (roleLabel[r.askedBy as Role] ?? r.askedBy), shortMoment(r.askedAt))],
    [words.answered, r.answeredAt && shortMoment(r.answeredAt)],
    [words.counter, r.counterText && `${r.counterText}${r.counterDate ? ` (${words.counterFrom(longDate(r.counterDate))})` : ''}`],
    [words.reason, r.reason],
  ]
  const earlier = history.filter((h) => h.before.status !== 'open')
  return (
    <>
      <h1>{words.one(r.buurt.name ?? r.buurt.code, r.theme.label)}</h1>
      <p>
        <Badge>{requestLabels[r.status]}</Badge> {r.late && <strong className="request__late">{words.late}</strong>}
      </p>
      <p className="register__lead">{r.text}</p>
      <dl className="request__facts">
        {facts.map(([name, text]) => text && (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {answers && r.status !== 'withdrawn' && <AnswerForm key={r.version} request={r} />}
      {r.mayWithdraw && <Withdraw request={r} />}
      {earlier.length > 0 && (
        <section>
          <h2>{words.history}</h2>
          <ul>
            {earlier.map((h, i) => (
              <li key={i}>{words.was(requestLabels[h.before.status as CoverageRequest['status']] ?? h.before.status, shortMoment(h.at), h.before.reason)}</li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a className="utrecht-link" href={`/kaart/dekking?gemeente=${r.gemeente}&selected=${r.buurt.code}&theme=${r.theme.slug}`}>{words.onMap}</a>
      </p>
    </>
  )
}
