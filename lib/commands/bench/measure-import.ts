import { rm } from 'node:fs/promises'
import { typescript } from '@/lib/commands/node-packages.mjs'
import { nextMessage, startNode } from './child'
import type { BenchContext, Measurement } from './context'
import { copyRows, emptySignals, openDemoDatabase, type BenchDatabase } from './database'
import type { ImportDone } from './import-child'
import { interleave, timed } from './interleave'
import { canSeeMemory, watchMemory } from './memory'
import { result, type Result } from './result'
import { writeSignalFiles, type SignalFiles } from './signal-files'

const megabyte = 1024 ** 2
type Imported = { ms: number; memory: { together: number; each: number[] } }

/** The whole import of signals against raw COPY of the same rows, and against what a colleague would do by hand in SQL. */
export const measureImport: Measurement = async (context) => {
  const database = await openDemoDatabase(context)
  try {
    await makeTables(database)
    const results: Result[] = []
    for (const signals of context.signals ?? [20_000, 100_000]) results.push(...(await measureSize(context, database, signals)))
    return results
  } finally {
    await database.stop()
  }
}

async function measureSize(context: BenchContext, database: BenchDatabase, signals: number): Promise<Result[]> {
  const { sql } = database
  context.say(`import: writing ${signals} signals`)
  const files = await writeSignalFiles(context.folder, signals)
  const imports: Imported[] = []
  const found = await interleave(
    {
      copy: async () => {
        await sql`truncate bench_copy`
        return timed(() => copyRows(context, sql, 'bench_copy', files))
      },
      byHand: async () => {
        await sql`truncate bench_signal, bench_area, bench_month`
        return timed(() => loadByHand(context, database, files))
      },
      whole: async () => {
        await emptySignals(sql)
        const imported = await importOnce(database.url, files)
        imports.push(imported)
        return imported.ms
      },
    },
    { rounds: context.rounds, warmUp: signals <= 100_000, onRound: (round) => context.say(`import: ${signals} signals, round ${round}`) },
  )
  await compareCounts(database)
  await Promise.all([rm(files.csv), rm(files.rows)])

  const name = (subject: string): string => `import.${signals}.${subject}`
  const seconds = (ms: readonly number[]): number[] => ms.map((v) => v / 1000)
  const how = context.engine === 'postgres' ? 'COPY' : 'INSERT of 1,000 rows at a time (the embedded database refuses COPY)'
  const copy = { name: name('copy'), values: found.copy }
  // The goal against COPY is one for a server; on the embedded database there is a goal in seconds, for 100,000 rows.
  const goal = context.engine === 'postgres' ? { ratio: 12 } : signals === 100_000 ? { most: 60 } : undefined
  const measured = imports.slice(-context.rounds)
  return [
    result(copy.name, `raw ${how} of ${signals} signals into a logged table without indexes`, 's', seconds(found.copy)),
    result(name('by-hand'), `${how} into a table like signal with its indexes, point in polygon and counts in plain SQL`, 's', seconds(found.byHand), { to: { ...copy, values: seconds(found.copy) } }),
    result(name('whole'), 'the whole import of a CSV: hash, read in the limited child, check, stage, validate, apply, place, count, report', 's', seconds(found.whole), {
      to: { ...copy, values: seconds(found.copy) },
      goal,
    }),
    result(name('rate'), 'rows a second of the whole import', 'rows/s', found.whole.map((ms) => signals / (ms / 1000))),
    ...(canSeeMemory
      ? [
          result(name('memory'), 'resident memory of the importing process and its reading child together, at their highest', 'MB', measured.map((m) => m.memory.together / megabyte), { goal: { most: 400 } }),
          result(name('memory-importer'), 'the importing process alone (a plain Node with tsx takes about 100 MB of it)', 'MB', measured.map((m) => (m.memory.each[0] ?? 0) / megabyte)),
          result(name('memory-reader'), 'the reading child alone', 'MB', measured.map((m) => Math.max(0, ...m.memory.each.slice(1)) / megabyte)),
        ]
      : []),
  ]
}

async function makeTables({ sql }: BenchDatabase): Promise<void> {
  await sql`create table bench_copy (like signal)`
  await sql`create table bench_signal (like signal including all)`
  await sql`create table bench_area (like signal_area including all)`
  await sql`create table bench_month (like signal_month including all)`
}

/** The shortest way in SQL to the same end: no checks, no staging, nothing to undo. */
async function loadByHand(context: BenchContext, { sql, set }: BenchDatabase, files: SignalFiles): Promise<void> {
  await copyRows(context, sql, 'bench_signal', files)
  await sql`analyze bench_signal`
  await sql`
    insert into bench_area (signal, boundary_set, area, theme)
    select distinct on (s.id) s.id, a.boundary_set, a.id, s.theme
    from area a join bench_signal s on ST_Intersects(a.geom, s.point) -- both EPSG:28992
    where a.boundary_set = ${set} and a.level = 'buurt'
    order by s.id, a.code, a.water`
  await sql`
    insert into bench_area (signal, boundary_set, area, theme)
    select s.id, a.boundary_set, a.id, s.theme from bench_signal s join area a on a.code = s.stated_buurt and a.boundary_set = ${set} and a.level = 'buurt' and not a.water
    where s.point is null`
  await sql`
    insert into bench_month (area, theme, month, source, evidence, kind, n, days)
    select b.area, s.theme, date_trunc('month', s.observed_on)::date, s.source, s.evidence, s.kind, count(*), days_of(array_agg(s.observed_on))
    from bench_area b join bench_signal s on s.id = b.signal
    where s.status <> 'cancelled' and s.duplicate_of is null
    group by 1, 2, 3, 4, 5, 6`
}

async function importOnce(url: string, files: SignalFiles): Promise<Imported> {
  const child = startNode(typescript('lib/commands/bench/import-child.ts'))
  try {
    await nextMessage(child)
    const watch = watchMemory(child.pid)
    child.process.send({ url, file: files.csv })
    const done = await nextMessage<ImportDone>(child).catch((error: unknown) => {
      watch.stop()
      throw error
    })
    const memory = watch.stop()
    if (done.status !== 'applied' || done.applied !== files.signals) throw new Error(`the import of ${files.signals} signals: ${done.status}, ${done.applied} applied ${done.problem}`)
    return { ms: done.ms, memory }
  } finally {
    await child.stop()
  }
}

/** Two ways that do not come to the same counts cannot be compared. */
async function compareCounts({ sql }: BenchDatabase): Promise<void> {
  const [found] = await sql<{ wrong: number }[]>`
    select count(*)::int as wrong from (
      (select * from bench_month except select * from signal_month) union all (select * from signal_month except select * from bench_month)) d`
  if (found!.wrong > 0) throw new Error(`the import and plain SQL differ in ${found!.wrong} counts`)
}
