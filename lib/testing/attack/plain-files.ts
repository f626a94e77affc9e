import { roundingBase, type PublicFile, type PublicModel, type RoundingBase } from '@/lib/domain/public-model'
import { asData } from './naive'

/** A rounded figure in words, as the pages say it. */
export const inWords = (p: number, base: RoundingBase = 5): string => (p === 0 ? `0–${base - 1}` : `ongeveer ${p}`)

/**
 * A publication of rounded figures in its plainest form, made for the attacks alone: a page per area (for delicate themes per wijk) with its figures and sums, a page of the gemeente
 * with sums per wijk and shares per theme, JSON and CSV. Nothing in it but the model, so what is planted in it is the only leak.
 */
export function plainFiles(model: PublicModel): PublicFile[] {
  const { areas, wijken: told, periods, leaves, gemeente } = model
  const figure = new Map(leaves.map((leaf) => [`${leaf.area}|${leaf.theme}|${leaf.period}`, leaf.p]))
  const sum = (own: (leaf: PublicModel['leaves'][number]) => boolean): number => leaves.filter(own).reduce((total, leaf) => total + leaf.p, 0)
  const byName = [...areas].sort((a, b) => (a.name < b.name ? -1 : 1))
  const pages = [...areas, ...told].map((area): PublicFile => {
    const themes = model.themes.filter((t) => t.delicate === told.includes(area))
    const rows = themes.map((t) => `<tr><th scope="row">${t.label}</th>${periods.map(({ id }) => `<td>${inWords(figure.get(`${area.code}|${t.slug}|${id}`) ?? 0, roundingBase(t))}</td>`).join('')}</tr>`)
    const sums = themes.map((t) => `<li>${t.label}: ${inWords(sum((leaf) => leaf.area === area.code && leaf.theme === t.slug), roundingBase(t))} in alle perioden</li>`)
    return page(`/gebieden/${area.code}`, area.name, `<table><caption>Signalen</caption><thead><tr><th>Thema</th>${periods.map(({ id }) => `<th>${id}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table><h2>Opgeteld</h2><ul>${sums.join('')}</ul>`)
  })
  const wijken = [...new Map(model.buurten.map((b) => [b.wijk.code, b.wijk])).values()]
  const perWijk = wijken.map((wijk) => `<h2>${wijk.name}</h2><ul>${model.themes.map((t) => `<li>${t.label}: ${inWords(sum((leaf) => leaf.theme === t.slug && [...areas, ...told].find((a) => a.code === leaf.area)!.wijk === wijk.code), roundingBase(t))}</li>`).join('')}</ul>`)
  const all = sum(() => true)
  const shares = model.themes.map(({ slug, label }) => `<li>${label}: ${Math.round((100 * sum((leaf) => leaf.theme === slug)) / all)} % van alle signalen</li>`)
  const start = page('/', `Gemeente ${gemeente.name}`, `<p>Signalen in alle gebieden samen: ongeveer ${all}</p><ul>${shares.join('')}</ul><h2>Gebieden</h2><ol>${byName.map((area) => `<li><a href="/gebieden/${area.code}">${area.name}</a></li>`).join('')}</ol>${perWijk.join('')}`)
  const records = leaves.map(({ area, theme, period, p }) => ({ area, theme, period, p }))
  return [start, ...pages, ...asData('/open-data/signalen', records)]
}

const page = (address: string, title: string, body: string): PublicFile => ({ address, type: 'text/html; charset=utf-8', body: `<!doctype html><html lang="nl"><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>` })
