import type { ClaimRule } from '@/lib/domain/claim-rule'
import { roleLabel } from '@/lib/domain/identity'
import { Alert } from '@/lib/ui/alert'
import { Button, ButtonLink } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import { PlainTable } from '@/lib/ui/table'
import { Checkbox } from './checkbox'
import { words } from './words'

type Action = (form: FormData) => Promise<void>
const text = words.rules

/** The rules "who has this claim gets these rights", and one form that adds a rule or changes the one that was chosen. */
export function Rules({ rules, edited, teams, werkgebieden, provider, admin, save, remove }: {
  rules: readonly ClaimRule[]
  /** the rule in the form; null: a new one */
  edited: ClaimRule | null
  teams: readonly { slug: string; name: string }[]
  werkgebieden: readonly { id: number; name: string; gemeente: string }[]
  /** whether sign-in with the gemeente is set up */
  provider: boolean
  admin: { claim: string; value: string } | null
  save: Action
  remove: Action
}) {
  const nameOf = (id: number): string => werkgebieden.find((w) => w.id === id)?.name ?? String(id)
  const teamOf = (slug: string): string => teams.find((t) => t.slug === slug)?.name ?? slug
  return (
    <>
      {!provider && (
        <Alert kind="warning" quiet>
          {text.noProvider}
        </Alert>
      )}
      <p className="measure">{text.order}</p>
      {admin && <p className="measure">{text.admin(admin.claim, admin.value)}</p>}
      {rules.length === 0 ? (
        <p>{text.empty}</p>
      ) : (
        <PlainTable
          caption={text.caption}
          head={text.head}
          actions
          rows={rules.map((rule) => [
            <code key="claim">{rule.claim}</code>,
            <code key="value">{rule.value}</code>,
            rule.role === null ? text.noRole : rule.team ? `${roleLabel[rule.role]}, ${teamOf(rule.team)}` : roleLabel[rule.role],
            rule.werkgebied === null ? '' : nameOf(rule.werkgebied),
            rule.sensitive ? text.yes : text.no,
            <form key="actions" action={remove} className="actions">
              <input type="hidden" name="rule" value={rule.id} />
              <ButtonLink href={`/beheer/gebruikers/regels?regel=${rule.id}#regel`} aria-label={text.changeOf(rule.value)}>
                {text.change}
              </ButtonLink>
              <Button type="submit" aria-label={text.removeOf(rule.value)}>
                {text.remove}
              </Button>
            </form>,
          ])}
        />
      )}
      <section className="block" aria-labelledby="regel">
        <h2 id="regel">{edited ? text.edit : text.add}</h2>
        <form action={save} className="form" key={edited?.id ?? `new-${rules.length}`}>
          {edited && <input type="hidden" name="rule" value={edited.id} />}
          <div className="form__row">
            <Field label={text.claim} help={text.claimHelp}>
              {(field) => <Textbox {...field} name="claim" required maxLength={100} defaultValue={edited?.claim ?? 'groups'} spellCheck={false} autoComplete="off" />}
            </Field>
            <Field label={text.value} help={text.valueHelp}>
              {(field) => <Textbox {...field} name="value" required maxLength={200} defaultValue={edited?.value ?? ''} spellCheck={false} autoComplete="off" />}
            </Field>
          </div>
          <div className="form__row">
            <Field label={text.role}>{(field) => <Select {...field} name="role" options={[{ value: '', label: text.roleNone }, ...words.roles]} defaultValue={edited ? (edited.role ?? '') : 'wijkmanager'} />}</Field>
            <Field label={text.team} help={words.detail.teamHelp}>
              {(field) => <Select {...field} name="team" options={[{ value: '', label: words.detail.noTeam }, ...teams.map((t) => ({ value: t.slug, label: t.name }))]} defaultValue={edited?.team ?? ''} />}
            </Field>
          </div>
          <Field label={text.werkgebied} help={text.werkgebiedHelp}>
            {(field) => <Select {...field} name="werkgebied" options={[{ value: '', label: text.noWerkgebied }, ...werkgebieden.map((w) => ({ value: String(w.id), label: `${w.name} (${w.gemeente})` }))]} defaultValue={String(edited?.werkgebied ?? '')} />}
          </Field>
          <Checkbox name="sensitive" label={text.sensitive} help={words.detail.sensitiveHelp} checked={edited?.sensitive ?? false} />
          <p className="actions">
            <Button type="submit" look="primary">
              {text.save}
            </Button>
            {edited && <ButtonLink href="/beheer/gebruikers/regels">{text.cancel}</ButtonLink>}
          </p>
        </form>
      </section>
    </>
  )
}
