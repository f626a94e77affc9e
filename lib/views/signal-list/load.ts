import 'server-only'
import { findBoundarySet, gemeenteOfView, listBuurten, listWerkgebieden, type BoundarySet } from '@/lib/db/areas'
import { writeAudit } from '@/lib/db/audit'
import type { Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { countListed, listSignals, type SignalQuery } from '@/lib/db/signals'
import { whatOccurs } from '@/lib/db/signal-counts'
import { listThemes } from '@/lib/db/themes'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import { cursorOf, readCursor, type ListChoices, type SignalList, type SignalListParams } from '@/lib/domain/signal-list'

/** Whether somebody sees single signals at all: a wijkmanager (own werkgebied), and team Zorg (sensitive themes). Others see counts. */
export const seesSignals = (me: Me): boolean => me.role === 'wijkmanager' || isZorg(me)
const isZorg = (me: Me): boolean => me.role === 'adviser' && me.team === 'zorg'

export type Frame = { bbox?: readonly [number, number, number, number]; limit: number; perBuurt?: boolean }
export type LoadedList = SignalList & { gemeente: { code: string; name: string; fictional: boolean }; set: BoundarySet }
export type ListProblem = { problem: 'no-boundaries' | 'wrong-cursor' }

/**
 * The signals of the address that this reader may see, one page of them; reading sensitive ones is recorded in the same transaction (which then
 * must not be read-only).
 */
export async function loadSignalList(tx: Tx, me: Me, params: SignalListParams, frame: Frame, now: Date): Promise<LoadedList | ListProblem> {
  const { gemeente } = await gemeenteOfView(tx, { gemeente: params.gemeente }, me.scopes[0]?.gemeente)
  // The boundaries that the map shows for the same period.
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, Number((params.to ? addDays(params.to, -1) : dateInAmsterdam(now)).slice(0, 4))))
  if (!gemeente || !set) return { problem: 'no-boundaries' }
  const after = params.cursor === undefined ? undefined : readCursor(params.cursor, params.sort ?? '-observedOn')
  if (after === null) return { problem: 'wrong-cursor' }
  const zorg = isZorg(me)
  const theirs = zorg ? await listWerkgebieden(tx, gemeente.code) : me.scopes
  const werkgebieden = zorg && params.werkgebied === undefined ? null : theirs.filter((w) => params.werkgebied === undefined || w.slug === params.werkgebied).map((w) => w.id)
  const query: SignalQuery = { ...params, gemeente: gemeente.code, boundarySet: set.id, year: set.year, moveKey: process.env.REPORTER_KEY ?? '', werkgebieden, bbox: frame.bbox, after, limit: frame.limit, buurt: params.selected }
  const { items, total, next } = await listSignals(tx, query)
  const areas = frame.perBuurt ? await countListed(tx, query) : []
  if (zorg) await writeAudit(tx, { action: 'signal.list', objectType: 'signal', detail: { ids: items.map((i) => i.id), total } })
  return { items, total, next: cursorOf(next), areas, gemeente, set }
}

/** What the filters of the screen can be set to. */
export async function loadListChoices(tx: Tx, me: Me, gemeente: string, set: BoundarySet): Promise<ListChoices> {
  const mine = me.role === 'wijkmanager' ? new Set(me.werkgebieden) : null
  const buurten = (await listBuurten(tx, set, null)).filter((b) => !b.water && (mine === null || (b.werkgebiedId !== null && mine.has(b.werkgebiedId))))
  return {
    themes: (await listThemes(tx)).filter((t) => t.sensitive === isZorg(me)),
    werkgebieden: (await listWerkgebieden(tx, gemeente)).filter((w) => mine === null || mine.has(w.id)).map(({ slug, name }) => ({ slug, name })),
    buurten: buurten.map(({ code, name, werkgebied, inhabitants }) => ({ code, name, werkgebied, inhabitants })),
    sources: (await whatOccurs(tx, set)).sources,
  }
}
