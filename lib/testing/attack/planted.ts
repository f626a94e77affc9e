import type { PublicFile } from '@/lib/domain/public-model'
import { leafKey, type World } from './world'

/** A leak, planted in a publication of which everything else is right. `found` is how the attacks must find it. */
export type Leak = { name: string; found: string; plant(files: readonly PublicFile[], world: World): PublicFile[] }

const total = (world: World, own: (area: string, theme: string, period: string) => boolean): number => [...world.counts].reduce((sum, [key, n]) => sum + (own(...(key.split('|') as [string, string, string])) ? n : 0), 0)
const inWijk = (world: World): { name: string; has(area: string): boolean } => {
  const [first] = world.buurten
  const areas = new Set(world.areas.filter((a) => a.wijk === first!.wijk.code).map((a) => a.code))
  return { name: first!.wijk.name, has: (area) => areas.has(area) }
}
const byCount = (world: World): { code: string; name: string; n: number }[] => world.areas.map((a) => ({ code: a.code, name: a.name, n: total(world, (area) => area === a.code) })).sort((a, b) => b.n - a.n)
const json = (address: string, value: unknown): PublicFile => ({ address, type: 'application/json', body: JSON.stringify(value) })
/** Puts text into the main part of the start page. */
const onStart = (files: readonly PublicFile[], html: string): PublicFile[] => files.map((file) => (file.address === '/' ? { ...file, body: (file.body as string).replace('</main>', `${html}</main>`) } : file))

const leaf = (world: World): { area: string; name: string; theme: string; label: string; period: string; n: number } => {
  const [theme, period] = [world.themes[0]!, world.periods[0]!]
  const area = world.areas.find((a) => world.counts.get(leafKey({ area: a.code, theme: theme.slug, period: period.id }))! % 5 !== 0)!
  return { area: area.code, name: area.name, theme: theme.slug, label: theme.label, period: period.id, n: world.counts.get(leafKey({ area: area.code, theme: theme.slug, period: period.id }))! }
}

export const leaks: readonly Leak[] = [
  { name: 'the true total of a wijk and theme', found: 'unexplained number', plant: (files, world) => onStart(files, `<h2>${inWijk(world).name}</h2><p>${world.themes[0]!.label}: ${total(world, (area, theme) => inWijk(world).has(area) && theme === world.themes[0]!.slug)}</p>`) },
  { name: 'the true total of everything', found: 'unexplained number', plant: (files, world) => onStart(files, `<p>In totaal ${total(world, () => true)} signalen.</p>`) },
  { name: 'a total that was rounded by itself', found: 'unexplained number', plant: (files, world) => onStart(files, `<h2>${inWijk(world).name}</h2><p>Signalen: ongeveer ${5 * Math.round(total(world, (area) => inWijk(world).has(area)) / 5)}</p>`) },
  { name: 'the count of one leaf in a field of its own', found: 'exact leaf', plant: (files, world) => [...files, json('/open-data/extra.json', [{ gebied: leaf(world).area, thema: leaf(world).theme, periode: leaf(world).period, n: leaf(world).n }])] },
  { name: 'the count of one leaf in an attribute', found: 'exact leaf', plant: (files, world) => onStart(files, `<section><h2>${leaf(world).label}, ${leaf(world).period}</h2><svg><path d="M0 0h1" aria-label="${leaf(world).name}" data-signalen="${leaf(world).n}"/></svg></section>`) },
  { name: 'the count of one leaf in a comment', found: 'exact leaf', plant: (files, world) => onStart(files, `<!-- ${leaf(world).name} ${leaf(world).theme} ${leaf(world).period}: ${leaf(world).n} signalen -->`) },
  { name: 'counts behind suggestions for a search', found: 'unexplained number', plant: (files, world) => [...files, json('/zoek/suggesties.json', world.areas.map((a) => ({ naam: a.name, signalen: total(world, (area) => area === a.code) })))] },
  { name: 'a share of the true total', found: 'unexplained percent', plant: (files, world) => onStart(files, `<h2>${leaf(world).name}</h2><p>${leaf(world).label}: ${((100 * total(world, (area, theme) => area === leaf(world).area && theme === leaf(world).theme)) / total(world, (area) => area === leaf(world).area)).toFixed(2).replace('.', ',')} % van de signalen</p>`) },
  { name: 'classes of a legend from the true counts', found: 'unexplained number', plant: (files, world) => onStart(files, `<figure><figcaption>Signalen over ${world.themes[0]!.label}</figcaption><ul>${[0.25, 0.75].map((part) => `<li>tot ${byCount(world)[Math.floor(part * world.areas.length)]!.n + 1}</li>`).join('')}</ul></figure>`) },
  { name: 'a list by true count', found: 'odd order', plant: (files, world) => onStart(files, `<ol>${byCount(world).map(({ name }) => `<li>${name}</li>`).join('')}</ol>`) },
  { name: 'records by true count', found: 'odd order', plant: (files, world) => [...files, json('/gebieden.json', byCount(world).map(({ code, name }) => ({ code, name })))] },
  { name: 'drawing by true count', found: 'odd order', plant: (files, world) => onStart(files, `<svg><g>${byCount(world).map(({ name }) => `<path d="M0 0h1"><title>${name}</title></path>`).join('')}</g></svg>`) },
  { name: 'leaving out what is small', found: 'missing leaf', plant: (files, world) => files.flatMap((file) => (file.address.endsWith('signalen-per-gebied.csv') ? [withoutSmall(file, world)] : [])) },
  { name: 'a delicate theme per area', found: 'finer number', plant: (files, world) => onStart(files, `<h2>${world.areas[0]!.name}</h2><p>${secret(world).label}: ongeveer 5 signalen in ${world.periods[0]!.id}</p>`) },
  { name: 'a delicate theme per buurt, in data', found: 'finer number', plant: (files, world) => [...files, json('/per-buurt.json', world.buurten.map((b) => ({ buurt: b.code, thema: secret(world).slug, periode: world.periods[0]!.id, n: 0 })))] },
  { name: 'a delicate theme in fives', found: 'unexplained number', plant: (files, world) => onStart(files, `<h2>${world.wijken[0]!.name}</h2><p>${secret(world).label} in ${world.periods[0]!.id}: ongeveer 15 signalen</p>`) },
  { name: 'leaving out a wijk with little of a delicate theme', found: 'missing leaf', plant: (files) => files.map((file) => (file.address.endsWith('signalen-per-wijk.csv') ? { ...file, body: (file.body as string).trimEnd().split('\r\n').slice(0, -1).join('\r\n') } : file)).filter((file) => file.address !== '/') },
  { name: 'the point of a signal in RD', found: 'strange point', plant: (files) => [...files, json('/punten.geojson', { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { soort: 'melding' }, geometry: { type: 'Point', coordinates: [100_123.4, 540_321.9] } }] })] },
  { name: 'the point of a signal in degrees', found: 'strange point', plant: (files) => [...files, { address: '/punten.csv', type: 'text/csv', body: 'soort,lat,lon\r\nmelding,52.8467,4.5745\r\n' }] },
  { name: 'points of signals together', found: 'strange point', plant: (files) => [...files, json('/punten.json', { type: 'MultiPoint', coordinates: [[100_123.4, 540_321.9], [100_456.7, 540_111.1]] })] },
]

const secret = (world: World): World['themes'][number] => world.themes.find((t) => t.delicate)!

/** The table of figures without the leaves that hold fewer than 5. */
function withoutSmall(file: PublicFile, world: World): PublicFile {
  const [head = '', ...lines] = (file.body as string).trimEnd().split('\r\n')
  const columns = head.split(',')
  const kept = lines.map((line) => {
    const cells = line.split(',')
    return cells.map((cell, i) => {
      const theme = world.themes.find((t) => columns[i] === `signalen_${t.slug.replaceAll('-', '_')}`)
      const n = theme && world.counts.get(leafKey({ area: cells[0]!, theme: theme.slug, period: cells[columns.indexOf('periode')]! }))
      return n !== undefined && n < 5 ? '' : cell
    }).join(',')
  })
  return { ...file, body: [head, ...kept].join('\r\n') }
}
