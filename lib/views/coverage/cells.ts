import 'server-only'
import { gapSince } from '@/lib/analysis/coverage'
import { cellKey, coverageMap, type MapActivity, type MapBuurt, type MapCell, type MapLine, type MapPlace } from '@/lib/analysis/coverage-map'
import { figurePass, needOf, type FigurePass, type FindingFact, type Need } from '@/lib/analysis/need'
import type { BoundarySet, BuurtRow } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listHomes } from '@/lib/db/homes'
import { cellFindings, cellSignals, limitedFigures, signalsSince, themeRules, type CellSignals, type NeedTheme } from '@/lib/db/coverage/need'
import { agreedLines, supplyRows, type LineRow, type SupplyRow } from '@/lib/db/coverage/supply'

/** Everything that the map, its table and its card are made from. */
export type Facts = {
  on: string
  themes: NeedTheme[]
  buurten: (BuurtRow & MapBuurt & { madeFrom: 'streets' | 'spread' | null })[]
  /** [theme][buurt] */
  cells: MapCell[][]
  needs: ReadonlyMap<string, Need>
  signals: ReadonlyMap<string, CellSignals>
  findings: ReadonlyMap<string, FindingFact>
  figures: ReadonlyMap<string, FigurePass[]>
  supply: SupplyRow[]
  lines: LineRow[]
}

/**
 * Needs and supply of every land buurt for one theme or all, on a day. The database decides what the reader may know of the signals; the class follows from what it tells.
 * Since when there is need is asked for the buurten that come out as a gap only.
 */
export async function coverageFacts(tx: Tx, set: BoundarySet, buurtRows: readonly BuurtRow[], on: string, theme: string | null): Promise<Facts> {
  const homes = new Map((await listHomes(tx, set)).map((h) => [h.area, h]))
  const buurten = buurtRows.filter((b) => !b.water).map((b) => ({ ...b, homes: { x: homes.get(b.id)?.x ?? [], y: homes.get(b.id)?.y ?? [] }, madeFrom: homes.get(b.id)?.madeFrom ?? null }))
  const codeOf = new Map(buurten.map((b) => [b.id, b.code]))
  const themes = (await themeRules(tx, set.gemeente)).filter((t) => theme === null || t.slug === theme)
  const keyed = <T extends { area: number; theme: string }>(rows: readonly T[]) => new Map(rows.flatMap((r) => (codeOf.has(r.area) ? [[cellKey(r.theme, codeOf.get(r.area)!), r] as const] : [])))
  const signals = keyed(await cellSignals(tx, set, on, theme))
  const findings = keyed(await cellFindings(tx, set, on, theme))
  const figures = new Map<string, FigurePass[]>()
  for (const f of await limitedFigures(tx, set, theme)) {
    const pass = figurePass(f, on)
    if (pass) figures.set(cellKey(f.theme, f.code), [...(figures.get(cellKey(f.theme, f.code)) ?? []), pass])
  }
  const supply = await supplyRows(tx, set.gemeente, on, theme)
  const lines = (await agreedLines(tx, set.gemeente, on)).filter((l) => theme === null || l.theme === theme)

  const needOfCell = (key: string, since: string | null): Need => {
    const finding = findings.get(key)
    return needOf({ enough: signals.get(key)?.enough ?? false, since }, finding ? [finding] : [], figures.get(key) ?? [])
  }
  const needs = new Map([...new Set([...signals.keys(), ...findings.keys(), ...figures.keys()])].map((key) => [key, needOfCell(key, null)]))
  const cells = coverageMap(buurten, themes, supply.map(activityOf), lines.map(lineOf), needs, on)
  // Since when signals were enough is a question of its own: only what came out as a gap is asked for.
  const gaps = themes.flatMap((t, i) => buurten.flatMap((b, j) => (cells[i]![j]!.class === 'gap' && needs.get(cellKey(t.slug, b.code))?.bySignals ? [{ area: b.id, theme: t.slug, cell: cells[i]![j]!, key: cellKey(t.slug, b.code) }] : [])))
  const since = new Map((await signalsSince(tx, set, on, gaps)).map((found) => [cellKey(found.theme, codeOf.get(found.area)!), found.since]))
  for (const { key, cell } of gaps) {
    needs.set(key, needOfCell(key, since.get(key) ?? null))
    Object.assign(cell, gapSince(needs.get(key)!.since, cell.stopped))
  }
  return { on, themes, buurten, cells, needs, signals, findings, figures, supply, lines }
}

/** Where an activity serves people: around its venue, or in its service area. */
export const placeOf = (a: SupplyRow): MapPlace =>
  a.serviceArea === 'gemeente' ? { at: 'gemeente' } : a.serviceArea === 'werkgebied' ? { at: 'werkgebied', id: a.werkgebied ?? -1 } : a.serviceArea === 'buurten' ? { at: 'buurten', codes: a.buurten } : { at: 'point', x: a.venue!.x, y: a.venue!.y }

export const activityOf = (a: SupplyRow): MapActivity => ({
  id: a.id, themes: a.themes, place: placeOf(a), professional: a.professional, timesPerYear: a.timesPerYear, from: a.from, to: a.to, venueFrom: a.venue?.from ?? null, venueTo: a.venue?.to ?? null,
  lastConfirmed: a.lastConfirmed, confirmedOn: a.confirmedOn, planned: a.planned,
})

export const placeOfLine = (l: LineRow): MapPlace => (l.level === 'gemeente' ? { at: 'gemeente' } : l.level === 'werkgebied' ? { at: 'werkgebied', id: l.werkgebied ?? -1 } : { at: 'buurten', codes: [l.buurt ?? ''] })
const lineOf = (l: LineRow): MapLine => ({ theme: l.theme, place: placeOfLine(l), planned: l.planned })
