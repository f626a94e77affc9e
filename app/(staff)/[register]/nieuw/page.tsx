import type { Metadata } from 'next'
import Link from 'next/link'
import '@/lib/views/registers/registers.css'
import { asking } from '@/lib/db/client'
import { Alert } from '@/lib/ui/alert'
import { RegisterForm } from '@/lib/views/registers/form'
import { givenIn } from '@/lib/views/registers/given'
import { loadForm } from '@/lib/views/registers/load'
import { NoBoundaries, NotForYou } from '@/lib/views/registers/notices'
import { plural, words } from '@/lib/views/registers/words'
import { queryOf, type Query } from '../../query'
import { registerAt, titleAt, type Params } from '../ask'

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return titleAt((await params).register)
}

/** A new record. The address may fill in what it hangs on: `/activiteiten/nieuw?service=3`. */
export default async function NewPage({ params, searchParams }: { params: Params; searchParams: Query }) {
  const { register: slug } = await params
  const query = queryOf(await searchParams)
  const { register, me, role } = await registerAt(slug, query.size > 0 ? `/${slug}/nieuw?${query}` : `/${slug}/nieuw`)
  if (!me) return <NotForYou register={register} role={role} />
  const gemeente = query.get('gemeente') ?? undefined
  const answer = await asking(me, (tx) => loadForm(tx, register, null, gemeente, me, new Date()), { readOnly: true })
  if (!answer || answer === 'no-boundaries') return <NoBoundaries register={register} asked={gemeente !== undefined} admin={role === 'admin'} />
  return (
    <div className="register register--form">
      <nav className="crumbs small" aria-label={register.title}>
        <Link href={`/${slug}`} prefetch={false}>
          {register.title}
        </Link>
      </nav>
      <h1>{(register.the.startsWith('het ') ? words.form.newTitleNeuter : words.form.newTitle)(register.one)}</h1>
      {answer.mayAdd ? <RegisterForm id={register.id} answer={answer} given={givenIn(register, query)} /> : <Alert kind="warning" quiet>{words.form.noAdd(plural[register.id])}</Alert>}
    </div>
  )
}
