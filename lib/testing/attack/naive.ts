import type { PublicFile } from '@/lib/domain/public-model'
import { leafKey, type World } from './world'

type Cell = { place: string; theme: string; period: string; signalen: string }

/**
 * What many publish: counts as they are, 1 to 4 hidden, with the totals of every area and of every wijk and theme; of delicate themes those of every wijk
 * and of the gemeente. The positive control: attacks that do
 * not break this say nothing of anything else. As a page per wijk, JSON and CSV.
 */
export function naiveFiles(world: World): PublicFile[] {
  const wijken = [...new Map(world.buurten.map((b) => [b.wijk.code, b.wijk])).values()]
  const count = (area: string, theme: string, period: string): number => world.counts.get(leafKey({ area, theme, period }))!
  const [themes, delicate] = [world.themes.filter((t) => !t.delicate), world.themes.filter((t) => t.delicate)]
  const cellsOf = (areas: World['areas'], own: World['themes']): Cell[] => areas.flatMap((area) => own.flatMap(({ slug }) => world.periods.map(({ id }) => ({ place: area.code, theme: slug, period: id, signalen: hidden(count(area.code, slug, id)) }))))
  const pages = wijken.map((wijk): PublicFile => {
    const areas = world.areas.filter((a) => a.wijk === wijk.code)
    const tables = world.periods.map(({ id }) => {
      const rows = areas.map((area) => {
        const own = themes.map(({ slug }) => count(area.code, slug, id))
        return `<tr><th scope="row">${area.name}</th>${own.map((n) => `<td>${hidden(n)}</td>`).join('')}<td>${sum(own)}</td></tr>`
      })
      const feet = themes.map(({ slug }) => sum(areas.map((area) => count(area.code, slug, id))))
      const heads = [...themes.map((t) => t.label), 'Alle thema\'s'].map((text) => `<th scope="col">${text}</th>`)
      return `<table><caption>Signalen in ${id}</caption><thead><tr><th scope="col">Gebied</th>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table><h3>${wijk.name}, ${id}</h3><ul>${themes.map((t, i) => `<li>${t.label}: ${feet[i]} signalen</li>`).join('')}</ul>`
    })
    return { address: `/wijken/${wijk.code}`, type: 'text/html; charset=utf-8', body: `<!doctype html><html lang="nl"><head><title>${wijk.name}</title></head><body><h1>${wijk.name}</h1>${tables.join('')}</body></html>` }
  })
  return [...pages, ...wholeWijken(world, delicate, count), ...asData('/open-data/signalen', [...cellsOf(world.areas, themes), ...cellsOf(world.wijken, delicate)])]
}

/** A page with a table for each delicate theme: wijken by periods, with their totals. */
function wholeWijken({ wijken, periods }: World, themes: World['themes'], count: (area: string, theme: string, period: string) => number): PublicFile[] {
  const tables = themes.map(({ slug, label }) => {
    const rows = wijken.map((wijk) => {
      const own = periods.map(({ id }) => count(wijk.code, slug, id))
      return `<tr><th scope="row">${wijk.name}</th>${own.map((n) => `<td>${hidden(n)}</td>`).join('')}<td>${sum(own)}</td></tr>`
    })
    return `<table><caption>Signalen over ${label}</caption><thead><tr><th scope="col">Wijk</th>${periods.map(({ id }) => `<th scope="col">${id}</th>`).join('')}<th scope="col">Samen</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  })
  return themes.length === 0 ? [] : [{ address: '/wijken', type: 'text/html; charset=utf-8', body: `<!doctype html><html lang="nl"><head><title>Wijken</title></head><body><h1>Wijken</h1>${tables.join('')}</body></html>` }]
}

/** The same records as JSON and as CSV. */
export const asData = (address: string, records: readonly Record<string, string | number>[]): PublicFile[] => [
  { address: `${address}.json`, type: 'application/json', body: JSON.stringify({ signalen: records }) },
  { address: `${address}.csv`, type: 'text/csv; charset=utf-8', body: [Object.keys(records[0]!), ...records.map((r) => Object.values(r))].map((line) => line.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n') },
]

const hidden = (count: number): string => (count > 0 && count < 5 ? '1-4' : String(count))
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
