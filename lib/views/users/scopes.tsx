import type { User } from '@/lib/domain/user'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { shortDate } from '@/lib/ui/format'
import { Select } from '@/lib/ui/select'
import { PlainTable } from '@/lib/ui/table'
import { words } from './words'

type Action = (form: FormData) => Promise<void>
const text = words.detail

/** The werkgebieden of a user, with their days; one can be ended today, another given. */
export function Scopes({ user, today, werkgebieden, add, end }: { user: User; today: string; werkgebieden: readonly { id: number; name: string; gemeente: string }[]; add: Action; end: Action }) {
  const several = new Set(werkgebieden.map((w) => w.gemeente)).size > 1
  return (
    <section className="block" aria-labelledby="wijken">
      <h2 id="wijken">{text.scopes}</h2>
      <p className="quiet">{text.scopesLead}</p>
      {user.scopes.length === 0 ? (
        <p>{text.noScopes}</p>
      ) : (
        <PlainTable
          caption={text.scopesCaption}
          hideCaption
          head={text.scopesHead}
          actions
          rows={user.scopes.map((scope) => [
            scope.name,
            <span key="from" className="nowrap">
              {shortDate(scope.from)}
            </span>,
            <span key="to" className="nowrap">
              {scope.to ? shortDate(scope.to) : text.open}
            </span>,
            text.kinds[scope.kind],
            scope.byRule ? text.fromRule : text.byHand,
            scope.to === null || scope.to > today ? (
              <form key="end" action={end}>
                <input type="hidden" name="user" value={user.id} />
                <input type="hidden" name="scope" value={scope.id} />
                <Button type="submit" aria-label={text.endOf(scope.name)}>
                  {text.end}
                </Button>
              </form>
            ) : null,
          ])}
        />
      )}
      {user.role === 'wijkmanager' &&
        (werkgebieden.length === 0 ? (
          <p className="quiet">{text.noWerkgebieden}</p>
        ) : (
          <form action={add} className="form" key={user.scopes.map((s) => s.id).join()}>
            <h3>{text.addScope}</h3>
            <input type="hidden" name="user" value={user.id} />
            <div className="form__row">
              <Field label={text.werkgebied}>{(field) => <Select {...field} name="werkgebied" options={werkgebieden.map((w) => ({ value: String(w.id), label: several ? `${w.name} (${w.gemeente})` : w.name }))} />}</Field>
              <Field label={text.kind}>{(field) => <Select {...field} name="kind" options={text.kindOptions} />}</Field>
              <Field label={text.from}>{(field) => <Textbox {...field} type="date" name="from" required defaultValue={today} />}</Field>
              <Field label={text.to} help={text.toHelp}>
                {(field) => <Textbox {...field} type="date" name="to" />}
              </Field>
            </div>
            <p>
              <Button type="submit">{text.addScope}</Button>
            </p>
          </form>
        ))}
    </section>
  )
}
