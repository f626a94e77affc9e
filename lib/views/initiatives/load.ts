import 'server-only'
import { clockOf, median } from '@/lib/analysis/initiative-clock'
import { findBoundarySet, findInhabitantsYear, gemeenteOfView, listBuurten, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listInitiatives } from '@/lib/db/initiatives'
import { dataChangedAt, whatOccurs } from '@/lib/db/signal-counts'
import type { Reader } from '@/lib/domain/identity'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import { initiatives, type Answer, type AreaRow, type ClassId, type Late, type Params } from './definition'

/** From how many late ones a buurt stands out. */
const many = 3

/**
 * Counts open and late initiatives per buurt, as far as the reader may see them.
 * @returns null when no boundaries are loaded (for the gemeente asked)
 */
export async function loadInitiatives(tx: Tx, params: Params, now: Date, reader: Reader): Promise<Answer | null> {
  const { gemeenten, gemeente } = await gemeenteOfView(tx, params, reader.home)
  if (!gemeente) return null
  const on = dateInAmsterdam(now)
  const set = await findBoundarySet(tx, gemeente.code, Number((params.to ? addDays(params.to, -1) : on).slice(0, 4)))
  if (!set) return null
  const figures = await findInhabitantsYear(tx, gemeente.code, set.year)
  const buurten = await listBuurten(tx, set, figures?.year ?? null)
  const found = (await listInitiatives(tx, set, params)).map((i) => ({ ...i, clock: clockOf(i, on) }))
  const sees = seesOf(reader)

  const isLate = (i: (typeof found)[number]): boolean => i.clock.late.length > 0
  const numbers = <V>(list: readonly V[], of: (one: V) => number | null): number | null => median(list.map(of).filter((n) => n !== null))
  const all = buurten.map((b): AreaRow => {
    const own = found.filter((i) => i.buurtCode === b.code)
    const visible = sees !== 'none' && (sees !== 'own-buurten' || (b.werkgebiedId !== null && reader.werkgebieden.includes(b.werkgebiedId)))
    const here = b.water && buurten.some((o) => o.code === b.code && !o.water) ? [] : own // water with the code of its land: counted on the land
    const open = here.filter((i) => i.clock.open).length
    const late = here.filter(isLate).length
    return {
      code: b.code, name: b.name, werkgebied: b.werkgebied, water: b.water, inhabitants: b.inhabitants,
      open: visible ? open : null, late: visible ? late : null, done: visible ? here.length - open : null,
      medianOwnerDays: visible ? numbers(here, (i) => i.clock.ownerDays) : null, medianAnswerDays: visible ? numbers(here, (i) => i.clock.answerDays) : null,
      class: classOf(visible, open, late, here.length),
    }
  })
  const areas = all.filter((a) => params.werkgebied === undefined || a.werkgebied === params.werkgebied)
  const codes = new Set(areas.map((a) => a.code))
  const shown = found.filter((i) => i.buurtCode !== null && codes.has(i.buurtCode))
  const names = new Map(buurten.map((b) => [b.code, b.name]))

  return {
    view: 'initiatives',
    params,
    meta: {
      gemeente, boundaryYear: set.year, on,
      from: params.from ?? found[0]?.receivedOn ?? on,
      to: params.to ?? addDays(on, 1),
      n: shown.length, open: shown.filter((i) => i.clock.open).length, late: shown.filter(isLate).length,
      nElsewhere: params.werkgebied ? 0 : found.filter((i) => i.buurtCode === null && i.clock.open).length,
      medianOwnerDays: numbers(shown, (i) => i.clock.ownerDays), medianAnswerDays: numbers(shown, (i) => i.clock.answerDays),
      sees, asOf: await dataChangedAt(tx), method: initiatives.method.version,
    },
    choices: {
      gemeenten: gemeenten.map(({ code, name }) => ({ code, name })),
      themes: (await whatOccurs(tx, set)).themes,
      werkgebieden: (await listWerkgebieden(tx, gemeente.code)).map(({ slug, name }) => ({ slug, name })),
    },
    areas,
    findings: (params.werkgebied ? shown : found).filter((i) => isLate(i) && (params.selected === undefined || i.buurtCode === params.selected)).map((i): Late => {
      const waitsFor = i.clock.next === 'owner' ? 'owner' : 'answer'
      return { id: i.id, title: i.title, buurtCode: i.buurtCode, buurtName: i.buurtCode === null ? null : (names.get(i.buurtCode) ?? null), route: i.route, receivedOn: i.receivedOn, waitsFor, days: -i.clock.daysLeft! }
    }).sort((a, b) => b.days - a.days || a.id - b.id),
  }
}

function classOf(visible: boolean, open: number, late: number, all: number): ClassId {
  if (!visible) return 'not-visible'
  if (late > 0) return late >= many ? 'late-many' : 'late'
  return open > 0 ? 'open' : all > 0 ? 'done' : 'none'
}

/** What row-level security lets this reader see (drizzle/0012), for the note beside the numbers. */
function seesOf(reader: Reader): Answer['meta']['sees'] {
  if (reader.role === 'system' || (reader.role === 'adviser' && reader.team === 'zorg')) return 'all'
  if (reader.role === 'wijkmanager') return 'own-buurten'
  if (reader.role === 'organisation') return 'own'
  return ['planner', 'college', 'adviser'].includes(reader.role) ? 'without-care' : 'none'
}
