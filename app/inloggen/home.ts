import 'server-only'
import { listGemeenten } from '@/lib/db/areas'
import { asking } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'

/** Where a role starts: a wijkmanager in the own werkgebied, everyone else at the whole gemeente. */
export async function homeOf(me: Me): Promise<string> {
  const own = me.scopes[0]
  if (me.role !== 'wijkmanager' || !own) return '/kaart/signalen'
  const [first] = await asking(me, listGemeenten, { readOnly: true })
  return `/kaart/signalen?${own.gemeente === first?.code ? '' : `gemeente=${own.gemeente}&`}werkgebied=${own.slug}`
}
