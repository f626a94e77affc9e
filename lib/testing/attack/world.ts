import { drawGamma, drawNormal, drawPoisson } from '@/lib/analysis/draws'
import { keyedRounding } from '@/lib/analysis/keyed-rounding'
import { publicationAreas, publicationWijken, type BuurtToMerge } from '@/lib/analysis/publication-areas'
import { seededRandom } from '@/lib/analysis/seeded-random'
import { roundingBase, type PublicArea, type PublicBuurt, type PublicLeaf, type PublicModel, type RoundingBase } from '@/lib/domain/public-model'
import { periodOf } from '@/lib/domain/public-period'
import { publicModel } from '@/lib/testing/public-model'

/** A gemeente with the true counts that nobody outside may learn. A leaf is named by `leafKey`. */
export type World = { buurten: readonly PublicBuurt[]; areas: readonly PublicArea[]; wijken: readonly PublicArea[]; themes: PublicModel['themes']; periods: PublicModel['periods']; counts: ReadonlyMap<string, number> }
export type WorldSize = { buurten: number; themes: number; quarters: number }

export const leafKey = (leaf: { area: string; theme: string; period: string }): string => `${leaf.area}|${leaf.theme}|${leaf.period}`
export const leafOf = (key: string): { area: string; theme: string; period: string } => {
  const [area, theme, period] = key.split('|') as [string, string, string]
  return { area, theme, period }
}

const syllables = ['Wier', 'Duin', 'Molen', 'Haven', 'Kerk', 'Zand', 'Linden', 'Vaart', 'Dijk', 'Meeuw', 'Brem', 'Kade'] as const
const endings = ['hoek', 'veld', 'rand', 'kamp', 'oord', 'plas', 'burg'] as const
const themeNames = ['Zwerfafval', 'Verkeersoverlast', 'Straatverlichting', 'Groenonderhoud', 'Geluidshinder', 'Hondenpoep', 'Parkeerdruk', 'Speelplekken', 'Wateroverlast', 'Bijplaatsing', 'Losse stoeptegels', 'Graffiti'] as const
const perWijk = 6
const side = 400

/**
 * A made-up gemeente on a grid: a quarter of its buurten have fewer than 250 inhabitants; counts are drawn (gamma-Poisson), so that about four in ten
 * leaves hold 1 to 4 signals. Its last theme is delicate: counted per wijk.
 * @throws {RangeError} when more themes or buurten are asked for than there are names for
 */
export function seededWorld(size: WorldSize, seed = 1): World {
  if (size.themes > themeNames.length || size.buurten > syllables.length * endings.length) throw new RangeError('expected at most 12 themes and 84 buurten')
  const random = seededRandom(seed, 8)
  const columns = Math.ceil(Math.sqrt(size.buurten))
  const plain = Array.from({ length: size.buurten }, (_, i) => {
    const wijk = Math.floor(i / perWijk) + 1
    const code = `BU9002${String(wijk).padStart(2, '0')}${String((i % perWijk) + 1).padStart(2, '0')}`
    // order of names has nothing to do with that of codes
    const at = (i * 37) % (syllables.length * endings.length)
    const name = `${syllables[at % syllables.length]!}${endings[Math.floor(at / syllables.length)]!}`
    return { code, name, wijk: { code: `WK9002${String(wijk).padStart(2, '0')}`, name: `Wijk ${String.fromCharCode(64 + wijk)}` }, column: i % columns, row: Math.floor(i / columns), inhabitants: Math.round(Math.exp(6.4 + 1.1 * drawNormal(random))) }
  })
  const beside = (a: (typeof plain)[number], b: (typeof plain)[number]): boolean => Math.abs(a.column - b.column) + Math.abs(a.row - b.row) === 1
  const areas = publicationAreas(
    plain.map((b): BuurtToMerge => ({ code: b.code, name: b.name, wijk: b.wijk.code, inhabitants: b.inhabitants, neighbours: plain.filter((o) => beside(b, o)).map((o) => o.code), middle: { x: b.column * side, y: b.row * side } })),
  )
  const buurten = plain.map(({ column, row, ...buurt }): PublicBuurt => {
    const [x, y] = [100_000 + column * side, 540_000 + row * side]
    return { ...buurt, werkgebied: null, area: areas.find((a) => a.buurten.includes(buurt.code))!.code, geometry: [[[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]] }
  })
  const themes = themeNames.slice(0, size.themes).map((label, t) => ({ slug: label.toLowerCase().replaceAll(' ', '-'), label, delicate: t === size.themes - 1 }))
  const wijken = publicationWijken(plain.map((b) => ({ code: b.code, wijk: b.wijk.code, wijkName: b.wijk.name, inhabitants: b.inhabitants })))
  const periods = Array.from({ length: size.quarters }, (_, q) => periodOf(`${2024 + Math.floor((q + 2) / 4)}Q${((q + 2) % 4) + 1}`)!)
  const share = themes.map(() => 0.4 + drawGamma(1.5, random))
  const [counts, ofWijken] = [new Map<string, number>(), new Map<string, number>()]
  for (const area of areas) {
    const people = buurten.filter((b) => b.area === area.code).reduce((sum, b) => sum + (b.inhabitants ?? 0), 0)
    const rate = (0.7 + people / 700) * drawGamma(4, random) / 4
    for (const [t, { slug, delicate }] of themes.entries()) for (const { id } of periods) {
      const n = drawPoisson(0.95 * rate * share[t]! * (drawGamma(3, random) / 3), random)
      const leaf = leafKey({ area: delicate ? area.wijk : area.code, theme: slug, period: id })
      if (!delicate) counts.set(leaf, n)
      else if (wijken.some((w) => w.code === area.wijk)) ofWijken.set(leaf, (ofWijken.get(leaf) ?? 0) + n)
    }
  }
  return { buurten, areas, wijken, themes, periods, counts: new Map([...counts, ...ofWijken]) }
}

/** The leaves of a world as they are published, with a key. */
export const leavesOf = (world: World, key: Uint8Array): PublicLeaf[] => [...world.counts].map(([name, count]) => ({ ...leafOf(name), p: keyedRounding(key, leafOf(name), count, baseIn(world, name)) }))

/** What the figure of a leaf is a multiple of, as the publication itself says. */
export const baseIn = ({ themes }: Pick<World, 'themes'>, leaf: string): RoundingBase => roundingBase(themes.find((t) => t.slug === leafOf(leaf).theme)!)

/** Everything that is published of a world, for the renderers: the rounded leaves, and nothing of the counts. */
export const modelOf = (world: World, key: Uint8Array): PublicModel =>
  publicModel({ ...namesOnly(world), leaves: leavesOf(world, key), figures: [], focus: [], venues: [], activities: [], initiatives: [], follow: [], streets: [], backdrop: [] })

const namesOnly = ({ buurten, areas, wijken, themes, periods }: World): Pick<PublicModel, 'buurten' | 'areas' | 'wijken' | 'themes' | 'periods'> => ({ buurten, areas, wijken, themes, periods })
