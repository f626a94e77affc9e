import 'server-only'
import { findBoundarySet, findInhabitantsYear, gemeenteOfView, listBuurten, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listRequests } from '@/lib/db/coverage/requests'
import { presencePerBuurt } from '@/lib/db/presence'
import { dataChangedAt, monthsWithSignals } from '@/lib/db/signal-counts'
import { listThemes } from '@/lib/db/themes'
import { worstFirst, type CoverageClass } from '@/lib/domain/coverage'
import type { Reader } from '@/lib/domain/identity'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import { accessOf } from './access'
import { cardOf } from './card'
import { coverageFacts, type Facts } from './cells'
import { coverage, type Answer, type AreaRow, type Gap, type Params } from './definition'

/** Roles that know the class of a buurt and a theme (drizzle/0014, may_see_coverage). */
const sees = ['wijkmanager', 'planner', 'college', 'adviser', 'organisation', 'system']

/**
 * The classes of a gemeente on a day, for one theme or all, with the gaps and the evidence of the chosen buurt. A day after today is shown as today: what was not known yet cannot be.
 * Water is left out: nobody lives there.
 * @returns null when no boundaries are loaded (for the gemeente asked)
 */
export async function loadCoverage(tx: Tx, params: Params, now: Date, reader: Reader): Promise<Answer | null> {
  const { gemeenten, gemeente } = await gemeenteOfView(tx, params, reader.home)
  if (!gemeente) return null
  const today = dateInAmsterdam(now)
  const asked = params.on ?? (params.to ? addDays(params.to, -1) : today)
  const on = asked > today ? today : asked
  const set = await findBoundarySet(tx, gemeente.code, Number(on.slice(0, 4)))
  if (!set) return null
  const themes = await listThemes(tx)
  const inhabitantsFrom = await findInhabitantsYear(tx, gemeente.code, Number(on.slice(0, 4)))
  const land = (await listBuurten(tx, set, inhabitantsFrom?.year ?? null)).filter((b) => !b.water)
  const visible = sees.includes(reader.role)
  const known = params.theme === undefined || themes.some((t) => t.slug === params.theme)
  const facts = visible && known ? await coverageFacts(tx, set, land, on, params.theme ?? null) : null
  const access = facts && params.theme !== undefined ? accessOf(facts) : null
  const lastVisits = new Map((await presencePerBuurt(tx, gemeente.code, on, on, undefined)).map((p) => [p.code, p.lastVisit]))

  const all = land.map((b, i): AreaRow => {
    const worst = facts && worstOf(facts, i)
    const single = params.theme !== undefined ? facts?.cells[0]?.[i] : undefined
    return {
      code: b.code, name: b.name, wijkName: b.wijkName, werkgebied: b.werkgebied, inhabitants: b.inhabitants,
      class: worst?.class ?? 'withheld', theme: worst?.theme ?? null, since: worst?.since ?? null, themes: worst?.themes ?? 0, need: facts ? facts.cells.some((row) => row[i]!.need) : null,
      supply: single ? single.counting.length : null,
      access: access && b.inhabitants !== null ? access.perBuurt[i]!.access : null, accessClass: access ? access.perBuurt[i]!.class : 'access-unknown', accessUnsure: access?.perBuurt[i]!.unsure ?? false,
      lastVisit: lastVisits.get(b.code) ?? null,
    }
  })
  const at = all.flatMap((a, i) => (params.werkgebied === undefined || a.werkgebied === params.werkgebied ? [i] : []))
  const months = await monthsWithSignals(tx, set)
  return {
    view: 'coverage',
    params,
    meta: {
      gemeente, boundaryYear: set.year, on, from: on, to: addDays(on, 1), today, n: at.length, visible,
      ignored: (['from', 'source', 'evidence', 'kind'] as const).filter((name) => params[name] !== undefined),
      meanAccess: access?.mean ?? null, withoutPlace: access?.withoutPlace ?? null, unreached: access?.unreached ?? null,
      asOf: await dataChangedAt(tx), method: coverage.method.version, denominator: { year: inhabitantsFrom?.year ?? set.year, source: inhabitantsFrom?.source ?? 'het bestand met grenzen' },
    },
    choices: {
      gemeenten: gemeenten.map(({ code, name }) => ({ code, name })), themes,
      werkgebieden: (await listWerkgebieden(tx, gemeente.code)).map(({ slug, name }) => ({ slug, name })),
      days: { first: months && months.first < today ? months.first : addDays(today, -364), last: today },
    },
    areas: at.map((i) => all[i]!),
    matrix: facts ? facts.themes.map((t, row) => ({ theme: { slug: t.slug, label: t.label }, classes: at.map((i) => facts.cells[row]![i]!.class) })) : [],
    findings: facts ? await gapsOf(tx, facts, at, gemeente.code, today) : [],
    card: facts && params.theme !== undefined && params.selected !== undefined ? await cardOf(tx, set, facts, params.selected, reader, today) : null,
  }
}

/** The class of a buurt that asks most, over the themes of the answer, and how many themes have it. */
function worstOf(facts: Facts, i: number): { class: CoverageClass; theme: string; since: string | null; themes: number } | null {
  for (const name of worstFirst) {
    const having = facts.themes.flatMap((t, row) => (facts.cells[row]![i]!.class === name ? [{ theme: t, cell: facts.cells[row]![i]! }] : []))
    if (having.length > 0) return { class: name, theme: having.map((h) => h.theme.label).join(', '), since: having.map((h) => h.cell.since).filter((day) => day !== null).sort()[0] ?? null, themes: having.length }
  }
  return null
}

/** The gaps of the buurten shown, the longest first; what has no known start comes last. */
async function gapsOf(tx: Tx, facts: Facts, at: readonly number[], gemeente: string, today: string): Promise<Gap[]> {
  const requests = await listRequests(tx, gemeente, today)
  const supply = new Map(facts.supply.map((s) => [s.id, s]))
  return facts.themes
    .flatMap((t, row) => at.flatMap((i) => {
      const [cell, b] = [facts.cells[row]![i]!, facts.buurten[i]!]
      if (cell.class !== 'gap') return []
      return [{
        buurt: { code: b.code, name: b.name }, theme: { slug: t.slug, label: t.label }, since: cell.since, sinceBy: cell.sinceBy, inhabitants: b.inhabitants,
        ended: cell.ended.map((id) => supply.get(id)!).map((s) => ({ id: s.id, name: s.name, organisation: s.organisation.name, to: s.to })),
        requests: requests.filter((r) => r.theme.slug === t.slug && r.buurt.code === b.code).map((r) => ({ id: r.id, organisation: r.organisation.name, status: r.status, late: r.late })),
      }]
    }))
    .sort((a, b) => (a.since ?? '9999').localeCompare(b.since ?? '9999') || a.buurt.name.localeCompare(b.buurt.name, 'nl') || a.theme.label.localeCompare(b.theme.label, 'nl'))
}
