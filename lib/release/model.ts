import { keyedRounding } from '@/lib/analysis/keyed-rounding'
import { publicationAreas, publicationWijken } from '@/lib/analysis/publication-areas'
import { findBoundarySet, listGemeenten, type BoundarySet, type GemeenteRow } from '@/lib/db/areas'
import { asking, type Tx } from '@/lib/db/client'
import { buurtenOnLand, fixAreas, fixedAreas, type AreaLevel, type BuurtOnLand } from '@/lib/db/release/areas'
import { publicBackdrop, publicBuurten, publicFigures, publicPostcodes, publicStreets } from '@/lib/db/release/facts'
import { publicFocus } from '@/lib/db/release/focus'
import { exactCounts, publicThemes, readLeaves, toldBefore, writeLeaves, type ThemeToTell } from '@/lib/db/release/leaves'
import { publicPlatforms } from '@/lib/db/release/platforms'
import { publicActivities, publicFollow, publicInitiatives, publicVenues } from '@/lib/db/release/supply'
import { system } from '@/lib/domain/identity'
import { roundingBase, type PublicArea, type PublicModel, type PublicPeriod } from '@/lib/domain/public-model'
import { closedPeriods, periodOf, withoutOverlap } from '@/lib/domain/public-period'

export type Plan = { gemeente: GemeenteRow; set: BoundarySet; areas: readonly PublicArea[]; wijken: readonly PublicArea[]; themes: readonly (ThemeToTell & { periods: readonly PublicPeriod[] })[] }

/**
 * What a release will tell figures about: the areas and wijken of its boundary year (fixed now, when this is the first of that year), the public themes and their
 * closed periods. Which they are does not depend on any signal.
 * @param until name of the newest period that may be in it; null: the newest that is closed
 * @returns null without boundaries
 */
export async function planRelease(tx: Tx, gemeenteCode: string, today: string, until: string | null): Promise<Plan | null> {
  const gemeente = (await listGemeenten(tx)).find((g) => g.code === gemeenteCode)
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, Number(today.slice(0, 4))))
  if (!gemeente || !set) return null
  const fixed = async (level: AreaLevel, from: (buurten: readonly BuurtOnLand[]) => PublicArea[]): Promise<readonly PublicArea[]> => {
    const known = await fixedAreas(tx, gemeente.code, set.year, level)
    if (known.length > 0) return known
    const made = from(await buurtenOnLand(tx, set))
    await fixAreas(tx, gemeente.code, set.year, level, made)
    return made
  }
  const [areas, wijken] = [await fixed('area', publicationAreas), await fixed('wijk', publicationWijken)]
  const told = await toldOf(tx, gemeente, set)
  const themes = (await publicThemes(tx)).map((theme) => ({
    ...theme,
    periods: withoutOverlap(closedPeriods(theme.grain, today, until === null ? null : periodOf(until)), told(theme)),
  }))
  return { gemeente, set, areas, wijken, themes }
}

/** What was ever told of a theme, and whether of the areas of which it would be told now. */
async function toldOf(tx: Tx, gemeente: { code: string }, set: { year: number }): Promise<(theme: ThemeToTell) => { id: string; sameAreas: boolean }[]> {
  const told = await toldBefore(tx, gemeente.code)
  return (theme) => told.filter((t) => t.theme === theme.slug).map((t) => ({ id: t.period, sameAreas: t.boundaryYear === set.year && t.base === roundingBase(theme) }))
}

/** Whether everything in a plan may still be told: while it was made, an earlier draft may have become public that tells of the same time in another form. */
export async function stillMayTell(tx: Tx, { gemeente, set, themes }: Plan): Promise<boolean> {
  const told = await toldOf(tx, gemeente, set)
  return themes.every((theme) => withoutOverlap(theme.periods, told(theme)).length === theme.periods.length)
}

/** Counts, rounds with the key, and keeps what is rounded: the exact numbers leave this function nowhere. */
export async function roundLeaves(tx: Tx, release: number, { set, areas, wijken, themes }: Plan, key: Uint8Array): Promise<void> {
  const asked = themes.flatMap(({ slug, delicate, periods }) => periods.map((p) => ({ theme: slug, delicate, period: p.id, from: p.from, to: p.to })))
  const name = (theme: string, period: string, buurt: string): string => `${theme} ${period} ${buurt}`
  const exact = new Map((await exactCounts(tx, set, asked)).map((c) => [name(c.theme, c.period, c.buurt), c.n]))
  const leaves = asked.flatMap(({ theme, delicate, period }) =>
    (delicate ? wijken : areas).map(({ code: area, buurten }) => {
      const base = roundingBase({ delicate })
      return { area, theme, period, base, p: keyedRounding(key, { area, theme, period }, buurten.reduce((sum, buurt) => sum + (exact.get(name(theme, period, buurt)) ?? 0), 0), base) }
    }),
  )
  await writeLeaves(tx, release, leaves)
}

/** Everything that a publication may tell. Of signals only what the role of the publication can read: the rounded figures. */
export async function readModel(release: number, plan: Plan, today: string, reportUrl: string | null): Promise<PublicModel> {
  const { gemeente, set } = plan
  const rounded = await asking(system, async (tx) => ({ leaves: await readLeaves(tx, release), areas: await fixedAreas(tx, gemeente.code, set.year, 'area'), wijken: await fixedAreas(tx, gemeente.code, set.year, 'wijk') }), { deadlineMs: null, readOnly: true, as: 'buurtfocus_pub' })
  const areaOf = new Map(rounded.areas.flatMap((a) => a.buurten.map((buurt) => [buurt, a.code] as const)))
  const shown = new Set(rounded.leaves.map((l) => l.period))
  const periods = [...new Map(plan.themes.flatMap((t) => t.periods).map((p) => [p.id, p])).values()].filter((p) => shown.has(p.id)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const facts = await asking(system, async (tx) => ({
    buurten: await publicBuurten(tx, set), figures: await publicFigures(tx, set), streets: await publicStreets(tx, set), postcodes: await publicPostcodes(tx, set), backdrop: await publicBackdrop(tx, gemeente.code), focus: await publicFocus(tx, gemeente.code, today),
    venues: await publicVenues(tx, set, today), activities: await publicActivities(tx, set, today), platforms: await publicPlatforms(tx, gemeente.code, today), initiatives: await publicInitiatives(tx, set, today), follow: await publicFollow(tx, gemeente.code),
  }), { deadlineMs: null, readOnly: true })
  return {
    ...facts,
    buurten: facts.buurten.map((b) => ({ ...b, area: areaOf.get(b.code) ?? null })),
    madeOn: today,
    gemeente: { code: gemeente.code, name: gemeente.name, fictional: gemeente.fictional },
    boundaryYear: set.year,
    areas: rounded.areas,
    wijken: rounded.wijken,
    themes: plan.themes.map(({ slug, label, delicate }) => ({ slug, label, delicate })),
    periods,
    leaves: rounded.leaves,
    reportUrl,
  }
}
