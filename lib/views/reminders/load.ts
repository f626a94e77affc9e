import 'server-only'
import { findBoundarySet, listGemeenten, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { ownOrganisation } from '@/lib/db/ladder'
import { listReminders } from '@/lib/db/reminders'
import type { Reader } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { ReminderParams, RemindersAnswer } from './definition'

/**
 * What ends soon and what was not confirmed for six months, for who can do something about it: planners, advisers and administrators everything, a
 * wijkmanager what is in the own werkgebieden, an organisation its own.
 */
export async function loadReminders(tx: Tx, params: Omit<ReminderParams, 'format'>, now: Date, reader: Reader): Promise<RemindersAnswer> {
  const on = dateInAmsterdam(now)
  const gemeenten = await listGemeenten(tx)
  const gemeente = gemeenten.find((g) => g.code === (params.gemeente ?? reader.home)) ?? (params.gemeente ? undefined : gemeenten[0])
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, Number(on.slice(0, 4))))
  const acts = ['planner', 'adviser', 'admin', 'wijkmanager', 'organisation'].includes(reader.role)
  const nothing: RemindersAnswer = { items: [], total: 0, meta: { gemeente: gemeente ? { code: gemeente.code, name: gemeente.name } : null, on, days: params.days, acts }, choices: { werkgebieden: [], organisations: [] } }
  if (!set || !acts) return nothing
  const own = reader.role === 'organisation' ? await ownOrganisation(tx) : null
  if (reader.role === 'organisation' && (own === null || (params.organisation !== undefined && params.organisation !== own))) return nothing
  const all = await listWerkgebieden(tx, gemeente.code)
  const theirs = reader.role === 'wijkmanager' ? all.filter((w) => reader.werkgebieden.includes(w.id)) : all
  const chosen = theirs.filter((w) => params.werkgebied === undefined || w.slug === params.werkgebied)
  const query = {
    gemeente: gemeente.code, boundarySet: set.id, on, days: params.days,
    werkgebieden: reader.role === 'wijkmanager' || params.werkgebied !== undefined ? chosen.map((w) => w.id) : null,
  }
  // The choices are of everything, so that a filter can be changed into another.
  const everything = await listReminders(tx, { ...query, organisation: own ?? undefined })
  const items = everything.filter((r) => (!params.register || r.register === params.register) && (!params.why || r.why === params.why) && (!params.organisation || r.organisation === params.organisation))
  const organisations = new Map(everything.flatMap((r) => (r.organisation === null ? [] : [[r.organisation, r.organisationName ?? '']])) as [number, string][])
  return {
    ...nothing, items, total: items.length,
    choices: { werkgebieden: theirs.map(({ slug, name }) => ({ slug, name })), organisations: [...organisations].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'nl')) },
  }
}
