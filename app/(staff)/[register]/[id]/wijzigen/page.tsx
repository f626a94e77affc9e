import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import { asking } from '@/lib/db/client'
import { nameOfRecord } from '@/lib/domain/register-text'
import { Alert } from '@/lib/ui/alert'
import { RegisterForm } from '@/lib/views/registers/form'
import { loadForm } from '@/lib/views/registers/load'
import { NoBoundaries, NotForYou } from '@/lib/views/registers/notices'
import { words } from '@/lib/views/registers/words'
import { idIn, registerAt, titleAt, type Params } from '../../ask'

export async function generateMetadata({ params }: { params: Params<{ id: string }> }): Promise<Metadata> {
  return titleAt((await params).register)
}

export default async function EditPage({ params }: { params: Params<{ id: string }> }) {
  const { register: slug, id: asked } = await params
  const { register, me, role } = await registerAt(slug, `/${slug}/${asked}/wijzigen`)
  if (!me) return <NotForYou register={register} role={role} />
  const id = idIn(asked)
  const answer = id === null ? null : await asking(me, (tx) => loadForm(tx, register, id, undefined, me, new Date()), { readOnly: true })
  if (!answer) notFound()
  if (answer === 'no-boundaries') return <NoBoundaries register={register} asked={false} admin={role === 'admin'} />
  const name = nameOfRecord(register, answer.item!)
  return (
    <div className="register register--form">
      <nav className="crumbs small" aria-label={register.title}>
        <Link href={`/${slug}`} prefetch={false}>
          {register.title}
        </Link>
        {' / '}
        <Link href={`/${slug}/${id}`} prefetch={false}>
          {name}
        </Link>
      </nav>
      <h1>{words.form.editTitle(name)}</h1>
      {answer.item!.may.update ? <RegisterForm id={register.id} answer={answer} given={{}} /> : <Alert kind="warning" quiet>{words.form.noRight(register.the)}</Alert>}
    </div>
  )
}
