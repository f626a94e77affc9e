import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import { words } from './words'

const text = words.add

/** Lists somebody before the first sign-in. `claim` is where the provider says the account. */
export function AddUser({ teams, claim, add }: { teams: readonly { slug: string; name: string }[]; claim: string; add: (form: FormData) => Promise<void> }) {
  return (
    <section className="block" aria-labelledby="toevoegen">
      <h2 id="toevoegen">{text.title}</h2>
      <p className="quiet">{text.lead}</p>
      <form action={add} className="form">
        <div className="form__row">
          <Field label={text.account} help={text.accountHelp(claim)}>
            {(field) => <Textbox {...field} name="account" required maxLength={200} spellCheck={false} autoComplete="off" />}
          </Field>
          <Field label={text.name}>{(field) => <Textbox {...field} name="name" required maxLength={200} autoComplete="off" />}</Field>
          <Field label={words.detail.role}>{(field) => <Select {...field} name="role" options={words.roles} />}</Field>
          <Field label={words.detail.team} help={words.detail.teamHelp}>
            {(field) => <Select {...field} name="team" options={[{ value: '', label: words.detail.noTeam }, ...teams.map((t) => ({ value: t.slug, label: t.name }))]} />}
          </Field>
        </div>
        <p>
          <Button type="submit">{text.submit}</Button>
        </p>
      </form>
    </section>
  )
}
