import 'server-only'
import { freshness, ladder, type LadderReport, type Rungs, type Told } from '@/lib/analysis/ladder'
import { buurtenOf, placeOfActivity, placeOfLine } from '@/lib/analysis/places'
import { findBoundarySet, findInhabitantsYear, listBuurten, listGemeenten, listWerkgebieden, type BuurtRow } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { agreementYears, findOrganisation, listActivities, listLines, listReports, type ActivityRow } from '@/lib/db/ladder'
import { whatOccurs } from '@/lib/db/signal-counts'
import type { Reader } from '@/lib/domain/identity'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import type { LadderAnswer, LadderParams, LineAnswer, OrganisationAnswer, OtherRow, WorkRow } from './definition'
import { words } from './words'

type Asked = Omit<LadderParams, 'per' | 'format'>
/** What both questions need once. */
type Ground = { gemeente: { code: string; name: string; fictional: boolean }; set: { id: number; gemeente: string; year: number }; buurten: BuurtRow[]; themes: Map<string, string> }

/**
 * The ladder of a year: of one organisation or of all, as far as the reader may see them.
 * @returns null when there is no such organisation, or no boundaries
 */
export async function loadLadder(tx: Tx, asked: Asked, now: Date, reader: Reader): Promise<LadderAnswer | null> {
  const organisation = asked.organisation === undefined ? undefined : await findOrganisation(tx, asked.organisation)
  if (organisation === null) return null
  const on = dateInAmsterdam(now)
  const gemeente = organisation?.gemeente ?? asked.gemeente ?? reader.home ?? (await listGemeenten(tx))[0]?.code
  if (!gemeente || (asked.gemeente && asked.gemeente !== gemeente)) return null
  const years = await agreementYears(tx, { gemeente, organisation: organisation?.id })
  const year = asked.year ?? years.find((y) => y <= Number(on.slice(0, 4))) ?? Number(on.slice(0, 4))
  const ground = await groundOf(tx, gemeente, year)
  return ground && ladderOf(tx, ground, { ...asked, year, on, years, organisation: organisation ? { id: organisation.id, name: organisation.name } : null })
}

async function groundOf(tx: Tx, code: string, year: number): Promise<Ground | null> {
  const gemeente = (await listGemeenten(tx)).find((g) => g.code === code)
  const set = gemeente && (await findBoundarySet(tx, code, year))
  if (!set) return null
  const figures = await findInhabitantsYear(tx, code, year)
  return { gemeente, set, buurten: await listBuurten(tx, set, figures?.year ?? null), themes: new Map((await whatOccurs(tx, set)).themes.map((t) => [t.slug, t.label])) }
}

async function ladderOf(tx: Tx, { gemeente, set, buurten, themes }: Ground, asked: Omit<Asked, 'organisation'> & { year: number; on: string; years: number[]; organisation: { id: number; name: string } | null }): Promise<LadderAnswer> {
  const query = { gemeente: gemeente.code, year: asked.year, organisation: asked.organisation?.id }
  const found = await listLines(tx, query)
  const lines = found.filter((l) => l.status !== 'concept')
  const reports = await listReports(tx, query)
  const ids = [...new Set(reports.flatMap((r) => r.activity ?? []))]
  const activities = new Map((ids.length === 0 ? [] : await listActivities(tx, set, { ids })).map((a) => [a.id, { id: a.id, where: buurtenOf(placeOfActivity(a), buurten), themes: a.themes }]))
  const inhabitants = new Map(buurten.filter((b) => !b.water || !buurten.some((o) => o.code === b.code && !o.water)).map((b) => [b.code, b.inhabitants]))
  const where = new Map(lines.map((l) => [l.id, buurtenOf(placeOfLine(l), buurten)]))
  const told = ladder(
    lines.map((l) => ({ id: l.id, theme: l.theme, where: where.get(l.id)!, hours: l.hours, confirmedOn: l.confirmedOn })),
    reports.map((r): LadderReport => ({ ...r, activity: r.activity === null ? null : (activities.get(r.activity) ?? null) })).filter((r) => r.line !== null || r.activity !== null),
    inhabitants, asked.on,
  )
  const werkgebieden = new Map((await listWerkgebieden(tx, gemeente.code)).map((w) => [w.id, w.name]))
  const names = new Map([...buurten].reverse().map((b) => [b.code, b.name]))
  const rungs = new Map(told.lines.map((l) => [l.id, l]))
  const shown = lines
    .filter((l) => (asked.theme === undefined || l.theme === asked.theme) && (asked.selected === undefined || where.get(l.id)!.includes(asked.selected)))
    .map((l): LineAnswer => ({
      ...rungs.get(l.id)!, id: l.id, agreement: l.agreement, agreementTitle: l.title, organisation: l.organisation, organisationName: l.organisationName, description: l.description,
      theme: l.theme, themeLabel: themes.get(l.theme) ?? l.theme, frequency: l.frequency, level: l.level, buurtCodes: where.get(l.id)!,
      place: l.level === 'gemeente' ? words.wholeGemeente : l.level === 'werkgebied' ? (werkgebieden.get(l.werkgebied!) ?? words.unknownPlace) : (names.get(l.buurt!) ?? l.buurt!),
    }))
  return {
    meta: { gemeente: { code: gemeente.code, name: gemeente.name, fictional: gemeente.fictional }, boundaryYear: set.year, year: asked.year, on: asked.on, years: asked.years, organisation: asked.organisation, concepts: new Set(found.filter((l) => l.status === 'concept').map((l) => l.agreement)).size, method: 'ladder 1' },
    total: totalOf(shown, asked.on),
    lines: shown,
    cells: told.cells.filter((c) => (asked.theme === undefined || c.theme === asked.theme) && (asked.selected === undefined || c.buurt === asked.selected)).map(({ buurt, ...c }) => ({ ...c, buurtCode: buurt, buurtName: names.get(buurt) ?? buurt, themeLabel: themes.get(c.theme) ?? c.theme })),
    elsewhere: told.elsewhere,
    withoutLine: told.withoutLine,
  }
}

function totalOf(lines: readonly LineAnswer[], on: string): Told {
  const sum = (rung: keyof Rungs) => lines.reduce((n, l) => n + l[rung], 0)
  const lastConfirmed = lines.map((l) => l.lastConfirmed).filter((d) => d !== null).sort().at(-1) ?? null
  const agreed = sum('agreed')
  return { agreed, planned: sum('planned'), delivered: sum('delivered'), seen: sum('seen'), share: agreed > 0 ? sum('delivered') / agreed : null, lastConfirmed, freshness: freshness(lastConfirmed, on) }
}

/**
 * The page of an organisation: where it works, its agreements on the ladder, and who else works on the same theme in the same buurten.
 * @returns null when there is no such organisation, or no boundaries
 */
export async function loadOrganisation(tx: Tx, asked: { id: number; year?: number }, now: Date, reader: Reader): Promise<OrganisationAnswer | null> {
  const organisation = await findOrganisation(tx, asked.id)
  const told = organisation && (await loadLadder(tx, { organisation: asked.id, year: asked.year }, now, reader))
  if (!told) return null
  const { year, on } = told.meta
  const ground = (await groundOf(tx, organisation.gemeente, year))!
  const { set, buurten } = ground
  // Who works there now; for a year that is over, in that year.
  const period = year === Number(on.slice(0, 4)) ? { from: on, to: addDays(on, 1) } : { from: `${year}-01-01`, to: `${year + 1}-01-01` }
  const all = (await listActivities(tx, set, period)).map((a) => ({ ...a, where: buurtenOf(placeOfActivity(a), buurten) }))
  const own = all.filter((a) => a.organisation === asked.id)

  const where = buurten.map((b): WorkRow => {
    const here = b.water && !own.some((a) => a.venueBuurt === b.code) ? [] : own.filter((a) => a.where.includes(b.code))
    const lines = b.water ? [] : told.lines.filter((l) => l.buurtCodes.includes(b.code))
    const near = <V>(list: readonly V[], isWide: (one: V) => boolean): boolean => list.some((one) => !isWide(one))
    return {
      code: b.code, name: b.name, water: b.water, inhabitants: b.inhabitants, werkgebied: b.werkgebied, activities: here.length, lines: lines.length,
      themes: [...new Set([...here.flatMap((a) => a.themes), ...lines.map((l) => l.theme)])].map((t) => ground.themes.get(t) ?? t).sort(),
      class: near(here, (a) => a.serviceArea === 'gemeente') ? 'works' : near(lines, (l) => l.level === 'gemeente') ? 'agreed' : here.length + lines.length > 0 ? 'wide' : 'none',
    }
  })

  return {
    ladder: told,
    seesAgreements: reader.role !== 'organisation' || organisation.own,
    mayMark: organisation.own || ['planner', 'adviser', 'admin', 'wijkmanager'].includes(reader.role),
    where,
    others: othersOf(asked.id, own, all, told.lines.flatMap((l) => l.buurtCodes.map((buurt) => ({ buurt, theme: l.theme }))), ground),
  }
}

type Placed = ActivityRow & { where: string[] }

/** Activities of others with a theme and a buurt in common, per organisation and theme. */
function othersOf(id: number, own: readonly Placed[], all: readonly Placed[], agreed: readonly { buurt: string; theme: string }[], { buurten, themes }: Ground): OtherRow[] {
  const ownCells = new Set([...own.flatMap((a) => a.themes.flatMap((t) => a.where.map((b) => `${t} ${b}`))), ...agreed.map((c) => `${c.theme} ${c.buurt}`)])
  const names = new Map([...buurten].reverse().map((b) => [b.code, b.name]))
  const rows = new Map<string, OtherRow & { codes: Set<string> }>()
  for (const a of all.filter((o) => o.organisation !== id))
    for (const theme of a.themes) {
      const shared = a.where.filter((b) => ownCells.has(`${theme} ${b}`))
      if (shared.length === 0) continue
      const key = `${a.organisation} ${theme}`
      const row = rows.get(key) ?? { organisation: a.organisation, organisationName: a.organisationName, theme, themeLabel: themes.get(theme) ?? theme, buurten: [], codes: new Set<string>(), wide: false, activities: [], cooperates: false, own: [] }
      rows.set(key, row)
      shared.forEach((b) => row.codes.add(b))
      row.wide ||= a.serviceArea === 'gemeente'
      row.activities.push({ id: a.id, name: a.name })
      row.cooperates ||= a.cooperationWith.includes(id)
    }
  return [...rows.values()].map(({ codes, ...row }): OtherRow => {
    const there = own.filter((a) => a.themes.includes(row.theme) && a.where.some((b) => codes.has(b)))
    return {
      ...row, buurten: [...codes].map((c) => names.get(c) ?? c).sort(), cooperates: row.cooperates || there.some((a) => a.cooperationWith.includes(row.organisation)),
      own: there.map(({ id: activity, version, name, cooperationWith }) => ({ id: activity, version, name, cooperationWith })),
    }
  }).sort((a, b) => a.organisationName.localeCompare(b.organisationName, 'nl') || a.themeLabel.localeCompare(b.themeLabel, 'nl'))
}
