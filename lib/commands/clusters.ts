import { parseArgs } from 'node:util'
import { asking, closeDatabase, type Tx } from '@/lib/db/client'
import { listFindings } from '@/lib/db/clusters/findings'
import { questionOf } from '@/lib/db/clusters/asked'
import { askRun, findRunById, letRunGo, listRuns, takeRun } from '@/lib/db/clusters/runs'
import { runInput, storedResult } from '@/lib/db/clusters/stored'
import { clusterLabels, type Finding, type RunState } from '@/lib/domain/cluster'
import { seedOf } from '@/lib/domain/cluster-query'
import { system } from '@/lib/domain/identity'
import { dateInAmsterdam, isDate } from '@/lib/domain/period'
import { compute } from '@/lib/runs/compute'
import { countValues, differences } from '@/lib/runs/differences'
import { doRun, pause } from '@/lib/runs/work'
import { endWith } from './end-with'
import { ConfigurationError, openDatabase, readEnvironment } from './environment'

const usage = `npm run clusters -- list [--gemeente GM0400] [--json]
npm run clusters -- run [--gemeente GM0400] [--theme SLUG] [--from 2026-01-01] [--to 2026-07-01] [--json]
npm run clusters -- reproduce RUN [--json]
Calculations of problem clusters. list: the newest; run: makes one and prints what it found; reproduce: computes one again from the data that it read, and
compares every number. Exit code of reproduce: 0 the same, 1 different. Of all: 2 when it could not be done.`

const exit = { ok: 0, different: 1, failed: 2 }
const listed = 50
const ask = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(system, work, { deadlineMs: null })
const say = (text: string): void => console.log(text)

type Options = { gemeente?: string; theme?: string; from?: string; to?: string; json?: boolean }

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { gemeente: { type: 'string' }, theme: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  const [what, run] = positionals
  if (values.help) {
    say(usage)
    return exit.ok
  }
  if (values.gemeente && !/^GM\d{4}$/.test(values.gemeente)) throw new ConfigurationError(`--gemeente: verwacht GM en vier cijfers, kreeg "${values.gemeente.slice(0, 20)}".`)
  for (const name of ['from', 'to'] as const) if (values[name] && !isDate(values[name])) throw new ConfigurationError(`--${name}: verwacht jjjj-mm-dd, kreeg "${values[name].slice(0, 20)}".`)
  if (values.from && values.to && values.from >= values.to) throw new ConfigurationError('--to: moet na --from liggen.')
  if (what === 'reproduce' ? !/^[1-9]\d{0,14}$/.test(run ?? '') : what !== 'list' && what !== 'run') throw new ConfigurationError('Verwacht: list, run, of reproduce met het nummer van een berekening.')
  const database = await openDatabase(readEnvironment())
  try {
    if (what === 'list') return await list(values)
    return what === 'run' ? await make(values) : await reproduce(Number(run), values.json === true)
  } finally {
    await closeDatabase()
    await database.stop()
  }
}

async function list({ gemeente, json }: Options): Promise<number> {
  const runs = await ask((tx) => listRuns(tx, { gemeente, limit: listed }))
  if (json) say(JSON.stringify(runs, null, 2))
  else if (runs.length === 0) say('Er zijn nog geen berekeningen.')
  else for (const run of runs) say(lineOf(run))
  return exit.ok
}

const statusWords: Record<RunState['status'], string> = { queued: 'wacht', running: 'bezig', done: 'klaar', failed: 'mislukt', cancelled: 'gestopt' }
const lineOf = ({ id, status, question: q, askedAt, outdated }: RunState): string =>
  `${id}  ${q.gemeente}  ${q.theme ?? 'alle themas'}  ${q.period.from} tot ${q.period.to}${q.kind === 'kans' ? '  kansen' : ''}${q.source ? `  bron ${q.source}` : ''}${q.evidence ? `  ${q.evidence}` : ''}  ${statusWords[status]}${status === 'done' && outdated ? ' (gegevens zijn intussen gewijzigd)' : ''}  ${askedAt}`

async function make({ gemeente, theme, from, to, json }: Options): Promise<number> {
  const question = await ask((tx) => questionOf(tx, { gemeente, theme, from, to }, null, dateInAmsterdam(new Date())))
  if ('problem' in question) throw new ConfigurationError(question.problem === 'no_boundaries' ? 'Er zijn geen grenzen geladen voor deze gemeente.' : `Het thema "${theme}" bestaat niet.`)
  const { id } = await ask((tx) => askRun(tx, question, { standard: false, by: null, seed: seedOf(question) }))
  const state = await finished(id)
  if (state.status !== 'done') {
    console.error(`Berekening ${id}: ${statusWords[state.status]}.`)
    return exit.failed
  }
  const findings = await ask((tx) => listFindings(tx, id))
  if (json) say(JSON.stringify({ run: state, findings }, null, 2))
  else {
    say(lineOf(state))
    if (findings.length === 0) say('  geen opeenhoping gevonden')
    for (const finding of findings) say(`  ${textOf(finding)}`)
  }
  return exit.ok
}

/** Does what waits until this run has ended; the app may be doing it already. */
async function finished(id: number): Promise<RunState> {
  const never = new AbortController().signal
  for (;;) {
    const state = await ask((tx) => findRunById(tx, id))
    if (!state) throw new ConfigurationError(`Berekening ${id} bestaat niet meer.`)
    if (state.status !== 'queued' && state.status !== 'running') return state
    const taken = await ask(takeRun)
    if (!taken) await pause(500, never)
    else if ((await doRun(taken, { compute, onError: (error, { run, errorId }) => console.error(`Calculation ${run} failed (error ${errorId}).`, error) }, never)).end === 'away') await ask((tx) => letRunGo(tx, taken, { counts: true }))
  }
}

const numberText = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 })
const chanceText = new Intl.NumberFormat('nl-NL', { maximumSignificantDigits: 2 })

function textOf({ theme, name, label, kind, observed, expected, p, since, onceInYears }: Finding): string {
  const sure = onceInYears !== null ? `zonder oorzaak eens in ${numberText.format(onceInYears)} jaar` : p === null ? '' : `p = ${chanceText.format(p)}`
  return [`${theme.label}, ${name}:`, label ? clusterLabels[label] : '', kind === 'presence' ? '(er komt hier vaker iemand, en alles wordt meer gemeld)' : '', `${observed} melders, ${numberText.format(expected)} verwacht,`, sure, since ? `sinds ${since}` : ''].filter(Boolean).join(' ')
}

async function reproduce(run: number, json: boolean): Promise<number> {
  const made = await ask((tx) => runInput(tx, run))
  if (!made) throw new ConfigurationError(`Berekening ${run} is niet klaar, bestaat niet, of haar gegevens worden niet meer bewaard.`)
  const { input, seed, method } = made
  const stored = { method, themes: await ask((tx) => storedResult(tx, run, input)) }
  const again = await compute(input, { seed })
  const values = countValues(stored)
  const different = differences(stored, again)
  if (json) say(JSON.stringify({ run, values, same: different.length === 0, different }, null, 2))
  else {
    say(different.length === 0 ? `Berekening ${run}: alle ${values} waarden komen opnieuw precies zo uit.` : `Berekening ${run}: ${different.length} van ${values} waarden komen anders uit.`)
    for (const d of different.slice(0, 20)) say(`  ${d.at}: ${JSON.stringify(d.stored)} was het, ${JSON.stringify(d.again)} is het nu`)
  }
  return different.length === 0 ? exit.ok : exit.different
}

endWith(main, usage, exit.failed)
