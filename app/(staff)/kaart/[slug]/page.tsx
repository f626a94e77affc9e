import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { ButtonLink } from '@/lib/ui/button'
import { words } from '@/lib/ui/words'
import { WrongAddress } from '@/lib/ui/wrong-address'
import { viewBySlug } from '@/lib/views'
import { me } from '../../me'
import { queryOf, type Query } from '../../query'

type Props = { params: Promise<{ slug: string }>; searchParams: Query }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: viewBySlug((await params).slug)?.definition.title }
}

/** Any map: address -> parameters -> the view's first answer, as HTML. The browser takes over from there. */
export default async function MapPage({ params, searchParams }: Props) {
  const { slug } = await params
  const view = viewBySlug(slug)
  const query = queryOf(await searchParams)
  if (!view) notFound()
  const who = await me()
  const here = `/kaart/${slug}`
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `${here}?${query}` : here)}`)

  const parsed = parseParams(view.definition.params, query)
  if (parsed.problems) return <WrongAddress problems={parsed.problems} href={here} />

  const initial = await asking(who, (tx) => view.load(tx, parsed.params as never, new Date(), { ...who, home: who.scopes[0]?.gemeente }), { readOnly: true })
  if (!initial) {
    const { noBoundaries } = words.pages
    return (
      <div className="page">
        <h1>{noBoundaries.title}</h1>
        <p className="lead">{query.has('gemeente') ? noBoundaries.other : noBoundaries.text}</p>
        {query.has('gemeente') ? <ButtonLink look="primary" href={here}>{words.pages.wrong.restart}</ButtonLink> : who.role === 'admin' && <ButtonLink look="primary" href="/beheer/import">{words.import}</ButtonLink>}
      </div>
    )
  }
  return <view.Screen initial={initial as never} />
}
