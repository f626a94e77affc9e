import type { Metadata } from 'next'
import '@/lib/views/registers/registers.css'
import { asking } from '@/lib/db/client'
import { parseRegisterQuery } from '@/lib/domain/register-query'
import { RegisterList } from '@/lib/views/registers/list'
import { loadList } from '@/lib/views/registers/load'
import { NoBoundaries, NotForYou, WrongAddress } from '@/lib/views/registers/notices'
import { words } from '@/lib/views/registers/words'
import { queryOf, type Query } from '../query'
import { registerAt, titleAt, type Params } from './ask'

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return titleAt((await params).register)
}

/** The list of any register: address -> question -> rows, as HTML; the API takes the same address. */
export default async function RegisterPage({ params, searchParams }: { params: Params; searchParams: Query }) {
  const { register: slug } = await params
  const query = queryOf(await searchParams)
  const { register, me, role } = await registerAt(slug, query.size > 0 ? `/${slug}?${query}` : `/${slug}`)
  if (!me) return <NotForYou register={register} role={role} />
  const parsed = parseRegisterQuery(register, query)
  if (parsed.problems) return <WrongAddress register={register} problems={parsed.problems} />
  const answer = await asking(me, (tx) => loadList(tx, register, parsed.query, me, new Date()), { readOnly: true })
  if (answer === 'wrong-cursor') return <WrongAddress register={register} problems={[{ name: 'cursor', message: words.list.wrongCursor }]} />
  if (answer === 'no-boundaries') return <NoBoundaries register={register} asked={query.has('gemeente')} admin={role === 'admin'} />
  return <RegisterList id={register.id} answer={answer} query={query.toString()} />
}
