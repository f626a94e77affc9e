import { keptUseful } from '@/lib/testing/attack/usefulness'
import { naiveFiles } from '@/lib/testing/attack/naive'
import { openPlaces } from '@/lib/testing/attack/points'
import { attack, broken, fewestCandidates, positiveControl } from '@/lib/testing/attack/suite'
import { leavesOf, modelOf, seededWorld } from '@/lib/testing/attack/world'
import { renderers } from '@/lib/release/renderers'
import { openSolver } from '@/lib/solver/open-solver'
import { result, type Result } from './result'

/** A gemeente of ordinary size. */
const size = { buurten: 65, themes: 10, quarters: 8 }

/**
 * The attack suite on a gemeente of full size: what it finds in our publication and in the naive one, and how useful ours is.
 * @throws {Error} when it breaks less than a tenth of what the naive publication hides: then it says nothing of ours
 */
async function attackFully(say: (text: string) => void): Promise<Result[]> {
  const world = seededWorld(size)
  const key = new Uint8Array(32).fill(7)
  const model = modelOf(world, key)
  const solver = openSolver()
  try {
    say('public: the naive publication is attacked')
    const naive = await positiveControl(naiveFiles(world), model, world.counts, solver.solve)
    say('public: ours is attacked')
    const started = performance.now()
    const found = await attack(renderers.flatMap((render) => render(model)), model, solver.solve, openPlaces(model))
    const seconds = (performance.now() - started) / 1000
    const widths = [...world.counts.keys()].map((leaf) => {
      const bounds = found.byProgram?.get(leaf)
      return { base: fewestCandidates(model, leaf), left: bounds ? (bounds.high ?? Infinity) - bounds.low + 1 : 0 }
    })
    const fewest = (base: number): number => Math.min(...widths.filter((w) => w.base === base).map((w) => w.left))
    const useful = keptUseful(world, leavesOf(world, key))
    return [
      result('public.attack-naive', `counts of 1 to 4 that the attacks name exactly when they are hidden and totals shown, of ${naive.hidden}: below 10 the attacks would prove nothing`, '%', [(100 * naive.broken) / naive.hidden], { goal: { least: 10 } }),
      result('public.attack-exact', `counts that they name exactly in our publication, of ${world.counts.size} leaves, from ${found.numbers} public numbers`, 'times', [broken(found, world.counts, () => true).broken], { goal: { most: 0 } }),
      result('public.attack-findings', 'numbers, orders, points and gaps in it that do not follow from the rounded figures', 'times', [found.findings.length], { goal: { most: 0 } }),
      result('public.attack-candidates', 'counts that stay possible for a leaf: the fewest of all leaves', '', [fewest(5)], { goal: { least: 5 } }),
      result('public.attack-delicate', 'the same of delicate themes, counted per wijk and rounded to tens', '', [fewest(10)], { goal: { least: 10 } }),
      result('public.attack-time', 'reading and attacking our publication', 's', [seconds], { goal: { most: 600 } }),
      result('public.useful-rank', 'Spearman rank correlation between true and published totals of areas', '', [useful.rankCorrelation], { goal: { least: 0.95 } }),
      result('public.useful-wijk', 'mean relative error of the totals of wijken per year', '%', [100 * useful.wijkYearError], { goal: { most: 5 } }),
    ]
  } finally {
    await solver.close()
  }
}

/** The lines of the table, once; what goes on meanwhile on stderr. A process of its own, because it makes pages. */
export type Answer = Result[]
process.send!((await attackFully((text) => console.error(text))) satisfies Answer, () => process.disconnect())
