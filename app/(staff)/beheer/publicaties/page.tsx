import type { Metadata } from 'next'
import { dateInAmsterdam } from '@/lib/domain/period'
import { loadPublications } from '@/lib/views/publications/load'
import { PublicationsView, type Done } from '@/lib/views/publications/view'
import { words } from '@/lib/views/publications/words'
import { adminAt } from '../admin'

export const metadata: Metadata = { title: words.title }

const steps: readonly string[] = ['published', 'discarded', 'withdrawn'] satisfies Done[]

/** Making, looking at, publishing and withdrawing what the public reads. */
export default async function PublicationsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const who = await adminAt('/beheer/publicaties')
  if (!who) return null
  const { klaar, intrekken } = await searchParams
  const withdraw = typeof intrekken === 'string' && /^[1-9]\d{0,14}$/.test(intrekken) ? Number(intrekken) : null
  const found = await loadPublications(who, dateInAmsterdam(new Date()), { withdraw })
  return <PublicationsView {...found} done={typeof klaar === 'string' && steps.includes(klaar) ? (klaar as Done) : null} />
}
