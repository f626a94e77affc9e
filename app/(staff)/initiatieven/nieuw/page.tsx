import type { Metadata } from 'next'
import Link from 'next/link'
import '@/lib/views/registers/registers.css'
import { asking } from '@/lib/db/client'
import { registers } from '@/lib/domain/registers'
import { Alert } from '@/lib/ui/alert'
import { givenIn } from '@/lib/views/registers/given'
import { InitiativeIntake } from '@/lib/views/registers/initiative-intake'
import { words } from '@/lib/views/registers/initiative-words'
import { loadForm } from '@/lib/views/registers/load'
import { NoBoundaries, NotForYou } from '@/lib/views/registers/notices'
import { plural, words as shared } from '@/lib/views/registers/words'
import { registerAt } from '../../[register]/ask'
import { queryOf, type Query } from '../../query'

const register = registers.initiatives
export const metadata: Metadata = { title: words.intake.title }

/** Taking in an initiative: the form of the register in the order of the talk with residents. */
export default async function IntakePage({ searchParams }: { searchParams: Query }) {
  const query = queryOf(await searchParams)
  const { me, role } = await registerAt(register.slug, query.size > 0 ? `/${register.slug}/nieuw?${query}` : `/${register.slug}/nieuw`)
  if (!me) return <NotForYou register={register} role={role} />
  const gemeente = query.get('gemeente') ?? undefined
  const answer = await asking(me, (tx) => loadForm(tx, register, null, gemeente, me, new Date()), { readOnly: true })
  if (!answer || answer === 'no-boundaries') return <NoBoundaries register={register} asked={gemeente !== undefined} admin={false} />
  return (
    <div className="register register--form">
      <nav className="crumbs small" aria-label={register.title}>
        <Link href={`/${register.slug}`} prefetch={false}>
          {register.title}
        </Link>
      </nav>
      <h1>{words.intake.title}</h1>
      <p className="register__lead">{words.intake.lead}</p>
      {answer.mayAdd ? <InitiativeIntake answer={answer} given={givenIn(register, query)} mor={process.env.MOR_URL || null} /> : <Alert kind="warning" quiet>{shared.form.noAdd(plural.initiatives)}</Alert>}
    </div>
  )
}
