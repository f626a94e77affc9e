import type { Register } from '@/lib/domain/register'
import { ButtonLink } from '@/lib/ui/button'
import { plural, words } from './words'

const text = words.list

/** Nothing here: why, and what to do next. */
export function Empty({ register, filtered, may, admin, clear }: { register: Register; filtered: boolean; may: boolean; admin: boolean; /** the address without filters */ clear: string }) {
  return (
    <section className="empty">
      <h2>{filtered ? text.noneTitle : text.emptyTitle(plural[register.id])}</h2>
      <p>{filtered ? text.noneText : admin ? text.emptyAdmin : may ? text.emptyText(register.one) : text.emptyReader}</p>
      <p className="actions">
        {filtered && (
          <ButtonLink look="primary" href={clear}>
            {text.clear}
          </ButtonLink>
        )}
        {!filtered && admin && (
          <ButtonLink look="primary" href="/beheer/import">
            {text.toImport}
          </ButtonLink>
        )}
      </p>
    </section>
  )
}
