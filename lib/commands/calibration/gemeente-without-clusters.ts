import { seededRandom } from '@/lib/analysis/seeded-random'
import { makeDemo, type DemoGemeente, type DemoSignal } from '@/lib/demo'
import { makeSampler } from '@/lib/demo/random'

/** The last day of the demo for these tables; nothing depends on the day that they are made. */
export const asOf = '2026-11-01'

/**
 * The invented gemeente as it would be if nothing were the matter anywhere: for every theme as many reporters as the demo has, each from an inhabitant drawn by
 * chance and on a day drawn by chance in the same three years, once, from the sources of the theme as often as they report it. Visits and borders are the demo's.
 */
export function withoutClusters(): (number: number) => DemoGemeente {
  const demo = makeDemo({ asOf })
  const buurten = demo.areas.filter((a) => a.level === 'buurt' && !a.water)
  const signals = demo.signals.filter((s) => s.kind === 'knelpunt' && s.status !== 'cancelled' && s.duplicateOf === null)
  const home = makeSampler(buurten.map((b) => b.inhabitants ?? 0))
  const days = Math.round((Date.parse(asOf) - Date.parse(demo.since)) / 86_400_000) + 1
  const themes = demo.themes.map(({ slug }) => {
    const own = signals.filter((s) => s.theme === slug)
    // A reporter counts again after 90 days of silence; here everybody reports once.
    const seen = new Set(own.map((s) => `${s.buurtCode} ${s.reporter ?? `${s.source} ${s.sourceId}`}`))
    return { slug, reporters: seen.size, sources: own.map((s) => s.source) }
  })
  return (number) => {
    const random = seededRandom(number, 31)
    const stream = { next: random } as Parameters<typeof home>[0]
    const made = themes.flatMap(({ slug, reporters, sources }) =>
      Array.from({ length: reporters }, (_, k): DemoSignal => ({
        source: sources[Math.floor(random() * sources.length)]!,
        sourceId: `${slug}-${k}`,
        kind: 'knelpunt', theme: slug, evidence: 'beleving', channel: 'gesprek',
        observedOn: new Date(Date.parse(demo.since) + Math.floor(random() * days) * 86_400_000).toISOString().slice(0, 10),
        accuracy: 'buurt', point: null, buurtCode: buurten[home(stream)]!.code,
        status: 'open', audience: 'internal', reporter: k, duplicateOf: null, note: null,
      })),
    )
    return { ...demo, signals: made }
  }
}
