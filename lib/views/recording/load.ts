import 'server-only'
import { findBoundarySet, listBuurten, listGemeenten } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { listThemes } from '@/lib/db/themes'
import type { Lists } from '@/lib/ui/outbox/store'

export type RecordingChoices = { lists: Lists } | { problem: 'role' | 'boundaries' | 'werkgebied' }

/** What the form offers to this user: themes, and the buurten where the database lets this user record. */
export async function loadRecording(tx: Tx, me: Me, gemeenteAsked: string | undefined): Promise<RecordingChoices> {
  if (!['wijkmanager', 'adviser', 'planner', 'organisation'].includes(me.role)) return { problem: 'role' }
  const gemeenten = await listGemeenten(tx)
  const wanted = gemeenteAsked ?? me.scopes[0]?.gemeente
  const gemeente = gemeenten.find((g) => g.code === wanted) ?? (wanted === undefined ? gemeenten[0] : undefined)
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, 9999)) // the newest: by those the database decides
  if (!gemeente || !set) return { problem: 'boundaries' }
  const own = me.role === 'wijkmanager' ? new Set(me.werkgebieden) : null
  if (own?.size === 0) return { problem: 'werkgebied' }
  const buurten = (await listBuurten(tx, set, null)).filter((b) => !b.water && (own === null || (b.werkgebiedId !== null && own.has(b.werkgebiedId))))
  return {
    lists: {
      account: me.account,
      gemeente: { code: gemeente.code, name: gemeente.name },
      themes: await listThemes(tx),
      buurten: buurten.map(({ code, name }) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, 'nl')),
      only: own === null ? null : me.scopes.map((s) => s.name),
    },
  }
}
