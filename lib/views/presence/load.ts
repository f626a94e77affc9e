import 'server-only'
import { presenceOf } from '@/lib/analysis/presence'
import { findBoundarySet, gemeenteOfView, listBuurten, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { firstVisit, lastVisitsByRole, listTargets, ownBuurten, presencePerBuurt } from '@/lib/db/presence'
import { dataChangedAt } from '@/lib/db/signal-counts'
import type { Reader } from '@/lib/domain/identity'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import { presence, type Answer, type AreaRow, type Params } from './definition'

/**
 * Joins buurten, visits and targets into the answer of the view; water has no visits and is left out.
 * @returns null when no boundaries are loaded (for the gemeente asked)
 */
export async function loadPresence(tx: Tx, params: Params, now: Date, reader: Reader): Promise<Answer | null> {
  const { gemeenten, gemeente } = await gemeenteOfView(tx, params, reader.home)
  if (!gemeente) return null
  const today = dateInAmsterdam(now)
  const lastDay = params.to ? earliest(addDays(params.to, -1), today) : today
  const set = await findBoundarySet(tx, gemeente.code, Number(lastDay.slice(0, 4)))
  if (!set) return null
  const from = params.from ?? earliest((await firstVisit(tx, gemeente.code)) ?? lastDay, lastDay)
  const visible = reader.role !== 'organisation' && reader.role !== 'anonymous'

  const buurten = (await listBuurten(tx, set, null)).filter((b) => !b.water)
  const seen = new Map((await presencePerBuurt(tx, gemeente.code, from, lastDay, params.source)).map((p) => [p.code, p]))
  const targets = new Map((await listTargets(tx, gemeente.code)).map((t) => [t.code, t]))
  const answers = presenceOf(buurten.map((b) => ({ lastVisit: seen.get(b.code)?.lastVisit ?? null, targetWeeks: targets.get(b.code)?.weeks ?? null })), lastDay)
  const all = buurten.map((b, i): AreaRow => ({
    code: b.code,
    name: b.name,
    wijkName: b.wijkName,
    werkgebied: b.werkgebied,
    inhabitants: b.inhabitants,
    class: visible ? answers[i]!.class : 'withheld',
    lastVisit: seen.get(b.code)?.lastVisit ?? null,
    days: answers[i]!.days,
    targetWeeks: targets.get(b.code)?.weeks ?? null,
    targetReason: targets.get(b.code)?.reason ?? null,
    visits: visible ? (seen.get(b.code)?.visits ?? 0) : null,
  }))
  const shown = all.filter((a) => params.werkgebied === undefined || a.werkgebied === params.werkgebied)
  const selected = shown.find((a) => a.code === params.selected)
  const target = selected && targets.get(selected.code)
  const own = selected !== undefined && reader.role === 'wijkmanager' && (await ownBuurten(tx)).has(selected.code)
  return {
    view: 'presence',
    params,
    meta: { gemeente, boundaryYear: set.year, from, to: addDays(lastDay, 1), n: shown.length, visible, asOf: await dataChangedAt(tx), method: presence.method.version },
    choices: { gemeenten: gemeenten.map(({ code, name }) => ({ code, name })), werkgebieden: (await listWerkgebieden(tx, gemeente.code)).map(({ slug, name }) => ({ slug, name })) },
    areas: shown,
    lastVisits: selected ? (await lastVisitsByRole(tx, gemeente.code, lastDay, selected.code)).map(({ role, kind, on }) => ({ role, kind, on })) : [],
    targetSet: target ? { by: target.by, at: target.updatedAt } : null,
    may: { record: own || (selected !== undefined && (reader.role === 'adviser' || reader.role === 'planner')), target: own || (selected !== undefined && reader.role === 'planner') },
    findings: [],
  }
}

const earliest = (a: string, b: string): string => (a < b ? a : b)
