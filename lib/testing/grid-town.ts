import { Files, crsRd, gemeente, square } from './town'

const side = 6
const { x: left, y: bottom } = { x: 100_000, y: 500_000 }
const codeOf = (i: number): string => `BU9990${String(Math.floor(i / side) + 1).padStart(2, '0')}${String((i % side) + 1).padStart(2, '0')}`

/** Buurten in a corner where many report the same, beside each other. */
export const cornerCodes = [0, 1, side, side + 1].map(codeOf)

/**
 * Proefstad as 6 x 6 buurten of 500 m with 800 people each, from (100000, 500000) in RD: enough of them for something to stand out. Every buurt has a signal of
 * `zwerfafval` a quarter, four in a corner many in the last half year, from two sources.
 */
export function gridTown(files: Files): { boundaries: string; themes: string; signals: { source: string; file: string }[] } {
  const base = { gemeentecode: gemeente, gemeentenaam: 'Proefstad' }
  const features = Array.from({ length: side * side }, (_, i) => ({
    type: 'Feature' as const,
    properties: { buurtcode: codeOf(i), buurtnaam: `Buurt ${i + 1}`, wijkcode: `WK9990${codeOf(i).slice(6, 8)}`, ...base, aantal_inwoners: 800, water: 'NEE' },
    geometry: square(left + (i % side) * 500, bottom + Math.floor(i / side) * 500, 500, 500),
  }))
  const wijken = Array.from({ length: side }, (_, row) => ({
    type: 'Feature' as const, properties: { wijkcode: `WK9990${String(row + 1).padStart(2, '0')}`, wijknaam: `Rij ${row + 1}`, ...base }, geometry: square(left, bottom + row * 500, side * 500, 500),
  }))
  const town = { type: 'Feature' as const, properties: { ...base, water: 'NEE', aantal_inwoners: side * side * 800 }, geometry: square(left, bottom, side * 500, side * 500) }
  const lines: Record<'spreekuur' | 'meldpunt', string[]> = { spreekuur: [], meldpunt: [] }
  let n = 0
  const add = (area: number, date: string): void => {
    n++
    const at = { x: left + (area % side) * 500 + 20 + ((n * 37) % 460), y: bottom + Math.floor(area / side) * 500 + 20 + ((n * 53) % 460) }
    lines[n % 2 ? 'spreekuur' : 'meldpunt'].push([`s${n}`, date, 'zwerfafval', 'punt', at.x + 0.5, at.y + 0.5, `melder-${n}`].join(';'))
  }
  const day = (month: string, d: number): string => `${String(1 + (d % 28)).padStart(2, '0')}-${month}`
  const months = ['02-2025', '05-2025', '08-2025', '11-2025', '02-2026', '05-2026']
  for (let area = 0; area < side * side; area++) months.forEach((month, m) => add(area, day(month, area * 5 + m * 11)))
  for (const code of cornerCodes) {
    const area = (Number(code.slice(6, 8)) - 1) * side + Number(code.slice(8)) - 1
    for (let i = 0; i < 12; i++) add(area, day(`0${1 + (i % 5)}-2026`, i * 9))
  }
  return {
    boundaries: files.write('grid.geojson', JSON.stringify({ type: 'FeatureCollection', crs: crsRd, features: [town, ...wijken, ...features] })),
    themes: files.csv('grid-themes.csv', ['slug,label,domain,sensitive,public', 'zwerfafval,Zwerfafval,fysiek,nee,ja', 'eenzaamheid,Eenzaamheid,sociaal,ja,nee']),
    signals: Object.entries(lines).map(([source, of]) => ({ source, file: files.csv(`${source}.csv`, ['source_id;observed_at;theme;accuracy;x;y;reporter', ...of]) })),
  }
}
