import { asking, closeDatabase, connectTo } from '@/lib/db/client'
import { anonymous, type Identity } from '@/lib/domain/identity'
import { loadClusters } from '@/lib/views/clusters/load'
import type { BenchContext, Measurement } from './context'
import { fillSignals, openDemoDatabase, type BenchDatabase } from './database'
import { interleave, timed } from './interleave'
import { result, type Result } from './result'
import { gemeente, writeSignalFiles } from './signal-files'
import { median, percentile } from './statistics'
import { makeQuestions, plainWays, type Question } from './view-questions'

type Way = 'view' | keyof typeof plainWays
type Asked = { database: BenchDatabase; signals: number; who: Identity }

/** Team Zorg sees every count exactly: only then the answers can be compared. */
async function reader(database: BenchDatabase): Promise<Identity> {
  const [user] = await database.sql<{ id: number }[]>`select id::int from app_user where account = 'adviser-zorg'`
  return { ...anonymous, account: 'adviser-zorg', role: 'adviser', team: 'zorg', uid: user!.id }
}
const now = new Date('2026-11-02T10:00:00Z')

/** How many questions a round asks in each way: the slow ways get the first few only, and the view is compared on the same few. */
const questionsOf: Record<Way, number> = { view: 60, rollup: 60, signals: 12, spatial: 3 }

/** The answer of the signals map on the server, with few and with many signals, against the same question as one statement of SQL. */
export const measureView: Measurement = async (context) => {
  const sizes = [...(context.signals ?? (context.engine === 'postgres' ? [20_000, 1_000_000] : [20_000, 100_000]))].sort((a, b) => a - b)
  const opened: Asked[] = []
  try {
    for (const signals of sizes) {
      const database = await openFilled(context, signals)
      opened.push({ database, signals, who: await reader(database) })
    }
    const [werkgebieden] = await Promise.all([opened[0]!.database.sql<{ slug: string }[]>`select slug from werkgebied order by slug`])
    const questions = makeQuestions(Math.max(...Object.values(questionsOf)), werkgebieden.map((w) => w.slug))
    const ways = Object.keys(questionsOf) as Way[]
    for (const asked of opened) await compareAnswers(asked, questions)
    const contenders = Object.fromEntries(ways.flatMap((way) => opened.map((asked) => [`${asked.signals} ${way}`, () => askAll(asked, way, questions.slice(0, questionsOf[way]))])))
    const found = await interleave<number[], string>(contenders, { rounds: context.rounds, onRound: (round) => context.say(`view: round ${round}`) })
    return opened.flatMap(({ signals }, i) => linesOf(signals, i === 0 ? null : opened[0]!.signals, found))
  } finally {
    await closeDatabase()
    for (const { database } of opened) await database.stop()
  }
}

async function openFilled(context: BenchContext, signals: number): Promise<BenchDatabase> {
  const started = Date.now()
  const database = await openDemoDatabase(context)
  try {
    await fillSignals(context, database, await writeSignalFiles(context.folder, signals))
    context.say(`view: ${signals} signals loaded in ${Math.round((Date.now() - started) / 1000)} s`)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** The times of the questions in one way, in milliseconds, after three that do not count (a new connection). */
async function askAll(asked: Asked, way: Way, questions: readonly Question[]): Promise<number[]> {
  connectTo(asked.database.url)
  for (const question of questions.slice(0, 3)) await ask(asked, way, question)
  const times: number[] = []
  for (const question of questions) times.push(await timed(() => ask(asked, way, question)))
  return times
}

/** The buurten and their counts, the view's through the same call as its route; without the time limit, so that a slow answer counts in full. */
async function ask({ database, who }: Asked, way: Way, question: Question): Promise<{ code: string; n: number }[]> {
  if (way !== 'view') return plainWays[way](database.sql, database.set, question)
  const answer = await asking(who, (tx) => loadClusters(tx, { ...question, gemeente }, now, who), { readOnly: true, deadlineMs: null })
  return answer!.areas.map(({ code, n }) => ({ code, n: n! }))
}

/** Ways that do not give the same answer cannot be compared. */
async function compareAnswers(asked: Asked, questions: readonly Question[]): Promise<void> {
  connectTo(asked.database.url)
  const textOf = (areas: readonly { code: string; n: number }[]): string => areas.map((a) => `${a.code} ${a.n}`).join()
  for (const way of Object.keys(plainWays) as (keyof typeof plainWays)[])
    for (const question of questions.slice(0, questionsOf[way])) {
      const [view, plain] = [textOf(await ask(asked, 'view', question)), textOf(await ask(asked, way, question))]
      if (view !== plain) throw new Error(`${way} and the view differ at ${asked.signals} signals for ${JSON.stringify(question)}:\n${view}\n${plain}`)
    }
}

function linesOf(signals: number, few: number | null, found: Record<string, number[][]>): Result[] {
  const times = (way: Way, of = signals): number[][] => found[`${of} ${way}`]!
  const p50 = (rounds: readonly number[][]): number[] => rounds.map(median)
  const p95 = (rounds: readonly number[][]): number[] => rounds.map((round) => percentile(round, 0.95))
  const name = (subject: string, of = signals): string => `view.${of}.${subject}`
  const against = (way: keyof typeof plainWays): Result => {
    // The view on the same questions, in the same rounds.
    const own = times('view').map((round) => round.slice(0, questionsOf[way]))
    const what = { rollup: 'one statement over the rollup', signals: 'one statement over the signals and their kept buurt', spatial: 'one statement over the signals, point in polygon' }[way]
    return result(name(way), `the same questions as ${what}, p50; compared with the view on the same ${questionsOf[way]} questions`, 'ms', p50(times(way)), { to: { name: name('p50'), values: p50(own) } })
  }
  return [
    result(name('p50'), `answer of the signals map at ${signals} signals, half of ${questionsOf.view} questions is faster`, 'ms', p50(times('view')), { to: { name: name('rollup'), values: p50(times('rollup')) } }),
    result(name('p95'), `the same, 95 % is faster`, 'ms', p95(times('view')), few === null ? { goal: { most: 30 } } : { to: { name: name('p95', few), values: p95(times('view', few)) }, goal: { ratio: 1.3 } }),
    ...(['rollup', 'signals', 'spatial'] as const).map(against),
  ]
}
