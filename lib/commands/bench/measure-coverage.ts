import { asking, closeDatabase, connectTo } from '@/lib/db/client'
import { findBoundarySet, listBuurten } from '@/lib/db/areas'
import { system } from '@/lib/domain/identity'
import { coverageFacts } from '@/lib/views/coverage/cells'
import type { Measurement } from './context'
import { classesByHand, fillCountry, type Cells } from './coverage-by-hand'
import { fillSignals, openDemoDatabase, type BenchDatabase } from './database'
import { interleave, timed } from './interleave'
import { result, type Result } from './result'
import { asOf, gemeente, writeSignalFiles } from './signal-files'

const country = 'GM9998'
const size = { buurten: 14_500, venues: 3_000, activities: 12_000, signals: 300_000 }

/** The classes of all buurten x themes on a day: what the map is made from, against one statement of SQL over the same tables; both give the same classes. */
export const measureCoverage: Measurement = async (context) => {
  const database = await openDemoDatabase(context)
  try {
    await fillSignals(context, database, await writeSignalFiles(context.folder, context.signals?.[0] ?? 20_000))
    const results = await compare(database, gemeente, database.set, 'gemeente', `all themes of the demo gemeente (65 buurten, 400 activities, ${context.signals?.[0] ?? 20_000} signals)`, 'ms', context)
    context.say(`coverage: making ${size.buurten} buurten`)
    const set = await fillCountry(database.sql, country, size, asOf)
    return [...results, ...(await compare(database, country, set, 'country', `10 themes of ${size.buurten} buurten (${size.activities} activities, ${size.signals} signals)`, 's', context))]
  } finally {
    await closeDatabase()
    await database.stop()
  }
}

async function compare(database: BenchDatabase, of: string, set: number, name: string, what: string, unit: 'ms' | 's', context: Parameters<Measurement>[0]): Promise<Result[]> {
  connectTo(database.url)
  const own = (): Promise<Cells> => asking(system, async (tx) => {
    const boundaries = (await findBoundarySet(tx, of, Number(asOf.slice(0, 4))))!
    const { themes, buurten, cells } = await coverageFacts(tx, boundaries, await listBuurten(tx, boundaries, null), asOf, null)
    const told = themes.flatMap((t, i) => buurten.flatMap((b, j) => (cells[i]![j]!.class === 'none' ? [] : [`${t.slug} ${b.code} ${cells[i]![j]!.class}`])))
    return told.sort()
  }, { readOnly: true, deadlineMs: null })
  const [mine, plain] = [await own(), (await classesByHand(database.sql, of, set, asOf)).sort()]
  const differs = mine.length === plain.length ? mine.findIndex((cell, i) => cell !== plain[i]) : Math.max(0, mine.findIndex((cell, i) => cell !== plain[i]))
  if (mine.length !== plain.length || differs >= 0) throw new Error(`coverage of ${of} differs: ${mine.length} and ${plain.length} cells, first ${mine[differs]} and ${plain[differs]}`)
  const found = await interleave({ own: () => timed(own), plain: () => timed(() => classesByHand(database.sql, of, set, asOf)) }, { rounds: context.rounds, warmUp: true, onRound: (round) => context.say(`coverage: ${name}, round ${round}`) })
  const per = unit === 's' ? 1000 : 1
  const values = (list: readonly number[]): number[] => list.map((ms) => ms / per)
  return [
    result(`coverage.${name}.sql`, `the same classes as one statement of SQL (${mine.length} cells that are not "geen bevinding")`, unit, values(found.plain)),
    result(`coverage.${name}`, `classes of ${what}, with since when of every gap`, unit, values(found.own), { to: { name: `coverage.${name}.sql`, values: values(found.plain) } }),
  ]
}
