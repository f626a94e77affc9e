import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import { asking } from '@/lib/db/client'
import { registerBySlug } from '@/lib/domain/registers'
import { loadRecord } from '@/lib/views/registers/load'
import { NotForYou } from '@/lib/views/registers/notices'
import { RecordView } from '@/lib/views/registers/record'
import { idIn, registerAt, type Params } from '../ask'

export async function generateMetadata({ params }: { params: Params<{ id: string }> }): Promise<Metadata> {
  return { title: registerBySlug((await params).register)?.title }
}

/** One record of any register. What the reader may not see does not exist. */
export default async function RecordPage({ params }: { params: Params<{ id: string }> }) {
  const { register: slug, id: asked } = await params
  const { register, me, role } = await registerAt(slug, `/${slug}/${asked}`)
  if (!me) return <NotForYou register={register} role={role} />
  const id = idIn(asked)
  const answer = id === null ? null : await asking(me, (tx) => loadRecord(tx, register, id, me, new Date()), { readOnly: true })
  if (!answer) notFound()
  return <RecordView id={register.id} answer={answer} role={role} />
}
