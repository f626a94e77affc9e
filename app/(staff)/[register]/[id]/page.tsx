import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import { asking } from '@/lib/db/client'
import { loadRecord } from '@/lib/views/registers/load'
import { NotForYou } from '@/lib/views/registers/notices'
import { RecordView } from '@/lib/views/registers/record'
import type { Query } from '../../query'
import { idIn, registerAt, titleAt, type Params } from '../ask'
import { partOf } from './part'

export async function generateMetadata({ params }: { params: Params<{ id: string }> }): Promise<Metadata> {
  return titleAt((await params).register)
}

/** One record of any register. What the reader may not see does not exist. */
export default async function RecordPage({ params, searchParams }: { params: Params<{ id: string }>; searchParams: Query }) {
  const { register: slug, id: asked } = await params
  const { register, me, role } = await registerAt(slug, `/${slug}/${asked}`)
  if (!me) return <NotForYou register={register} role={role} />
  const id = idIn(asked)
  const { year } = await searchParams
  const found = id === null ? null : await asking(me, async (tx) => {
    const answer = await loadRecord(tx, register, id, me, new Date())
    return answer && { answer, part: await partOf(tx, register, answer, me, typeof year === 'string' && /^20\d{2}$/.test(year) ? Number(year) : undefined) }
  }, { readOnly: true })
  if (!found) notFound()
  const { answer, part } = found
  return (
    <RecordView id={register.id} answer={answer} role={role} top={part.top}>
      {part.under}
    </RecordView>
  )
}
