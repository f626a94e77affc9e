import { afterAll, describe, expect, it } from 'vitest'
import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import { renderers } from '@/lib/release/renderers'
import { openSolver } from '@/lib/solver/open-solver'
import { leaks } from './planted'
import { openPlaces } from './points'
import { attack, broken, fewestCandidates } from './suite'
import { leafOf, modelOf, seededWorld } from './world'

const world = seededWorld({ buurten: 14, themes: 4, quarters: 2 }, 2)
const model = modelOf(world, new Uint8Array(32).fill(3))
const render = (of: PublicModel): PublicFile[] => renderers.flatMap((renderer) => renderer(of))
const files = render(model)
/** What would be published if the renderers were given true counts. */
const careless = render({ ...model, leaves: [...world.counts].map(([key, p]) => ({ ...leafOf(key), p })) })
/** The start page and one table: all others are seen to be without fault. */
const few = files.filter((file) => file.address === '/' || /signalen-per-\w+\.csv$/.test(file.address))
const solver = openSolver()
afterAll(() => solver.close())

describe('the attacks on what is published', () => {
  it('find nothing, in all files together, and at least five counts for every leaf, ten for one of a delicate theme', async () => {
    const found = await attack(files, model, solver.solve, openPlaces(model))
    expect(found.findings).toEqual([])
    expect(found.byProgram!.size).toBe(world.counts.size)
    for (const [leaf, { low, high }] of found.byProgram!) expect(high! - low + 1).toBeGreaterThanOrEqual(fewestCandidates(model, leaf))
    expect([...found.byProgram!.keys()].filter((leaf) => fewestCandidates(model, leaf) === 10).length).toBe(model.wijken.length * model.periods.length)
    expect(broken(found, world.counts, () => true).broken).toBe(0)
    // each leaf is read in each of the formats
    for (const leaf of model.leaves) expect(found.claims.rounded.get(`${leaf.area}|${leaf.theme}|${leaf.period}`)).toBe(leaf.p)
  }, 60_000)

  it.each([
    ['pages of buurten', (file: PublicFile) => file.address.startsWith('/buurten/')],
    ['GeoJSON', (file: PublicFile) => file.address.endsWith('.geojson')],
    ['CSV', (file: PublicFile) => file.address.endsWith('.csv')],
    ['GeoPackage', (file: PublicFile) => file.address.endsWith('.gpkg')],
    ['all data together', (file: PublicFile) => file.address.endsWith('alles.json')],
  ])('read every leaf in %s: true counts in the place of rounded ones are all found', async (_, own) => {
    const found = await attack(careless.filter(own), model, solver.solve)
    const { hidden, broken: named } = broken(found, world.counts, (count) => count > 0)
    expect(named).toBe(hidden)
  }, 60_000)

  it.each(leaks)('find $name', async ({ plant, found }) => {
    const kinds = (await attack(plant(few, world), model, solver.solve, openPlaces(model))).findings.map((finding) => finding.kind)
    expect(kinds).toContain(found)
  }, 60_000)
})
