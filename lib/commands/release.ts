import { parseArgs } from 'node:util'
import { listGemeenten } from '@/lib/db/areas'
import { writeAudit } from '@/lib/db/audit'
import { asking, closeDatabase, sqlState, type Tx } from '@/lib/db/client'
import { newestKeyMark } from '@/lib/db/release/keys'
import { askRelease, findRelease, findReleaseById, listReleases, publishRelease, takeRelease, withdrawRelease } from '@/lib/db/release/register'
import { system } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import { maxWithdrawReason, releaseProblems, type ReleaseProblem, type ReleaseRow } from '@/lib/domain/release'
import { markOf, releaseKey } from '@/lib/release/key'
import { makeRelease, previewRelease, type Making } from '@/lib/release/make'
import { publicFolder } from '@/lib/release/read.mjs'
import { settlePublic } from '@/lib/release/settle'
import { words } from '@/lib/views/publications/words'
import { endWith } from './end-with'
import { ConfigurationError, openDatabase, readEnvironment, type Environment } from './environment'

const usage = `npm run release -- [--gemeente GM0400] [--period 2026Q3] [--dry-run] [--json]
npm run release -- --list [--json]
npm run release -- --withdraw ID --reason "..."
npm run release -- --new-key MARK --reason "..." [--gemeente GM0400] [--dry-run] [--json]
Makes what may be public and publishes it: rounded figures of closed periods, and what is public by choice. --period: the newest period that may be in it.
--dry-run: prints every figure that would change, makes and publishes nothing. --withdraw: what was published is not to be read any more.
--new-key: the old key is lost; MARK is what a refused release says of it. Figures that were told stay as they are, new periods are rounded with the key that is there now.`

const exit = { ok: 0, failed: 1 }
const ask = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(system, work, { deadlineMs: null })
const say = (text: string): void => console.log(text)

type Options = { gemeente?: string; period?: string; 'dry-run'?: boolean; withdraw?: string; reason?: string; list?: boolean; json?: boolean; asked?: boolean; help?: boolean; 'new-key'?: string }

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      gemeente: { type: 'string' }, period: { type: 'string' }, 'dry-run': { type: 'boolean' }, withdraw: { type: 'string' }, reason: { type: 'string' }, list: { type: 'boolean' }, json: { type: 'boolean' },
      'new-key': { type: 'string' }, asked: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    say(usage)
    return exit.ok
  }
  if (values.gemeente && !/^GM\d{4}$/.test(values.gemeente)) throw new ConfigurationError(`--gemeente: verwacht GM en vier cijfers, kreeg "${values.gemeente.slice(0, 20)}".`)
  if (values.period && !/^\d{4}(Q[1-4]|H[12])$/.test(values.period)) throw new ConfigurationError(`--period: verwacht een kwartaal (2026Q3) of halfjaar (2026H1), kreeg "${values.period.slice(0, 20)}".`)
  if (values.withdraw !== undefined && !values.reason?.trim()) throw new ConfigurationError('--withdraw: zeg met --reason waarom; dat komt in het register te staan.')
  const { 'new-key': lost } = values
  if (lost !== undefined && !/^[0-9a-f]{16}$/.test(lost)) throw new ConfigurationError(`--new-key: verwacht het merk van de oude sleutel (16 cijfers en letters a-f), kreeg "${lost.slice(0, 20)}". Maak een publicatie zonder --new-key: de weigering noemt het.`)
  if (lost !== undefined && !values.reason?.trim()) throw new ConfigurationError('--new-key: zeg met --reason waarom de oude sleutel er niet meer is; dat komt in het auditlog te staan.')
  if (lost !== undefined && (values.list || values.withdraw !== undefined || values.asked)) throw new ConfigurationError('--new-key gaat niet samen met --list, --withdraw of --asked.')
  const env = readEnvironment()
  const database = await openDatabase(env)
  try {
    if (values.list) return await list(values)
    if (values.withdraw !== undefined) return await withdraw(values.withdraw, values.reason!, env)
    return values.asked ? await makeAsked(env) : await make(values, env)
  } finally {
    await closeDatabase()
    await database.stop()
  }
}

const making = (env: Environment): Making => ({
  today: dateInAmsterdam(new Date()), key: () => releaseKey(process.env, env.DATA_DIR), folder: publicFolder(env.DATA_DIR), reportUrl: env.MOR_URL ?? null,
  onError: (error: unknown) => console.error('A publication could not be made.', error),
})

const lineOf = (r: ReleaseRow): string =>
  [r.id ?? '-', r.gemeente, words.status[r.status], r.madeOn ?? '', r.counts.leaves === undefined ? '' : `${r.counts.leaves} cijfers, ${r.counts.changed} anders dan daarvoor`, r.problem ? releaseProblems[r.problem] : (r.withdrawnReason ?? '')].filter(Boolean).join('  ')

async function list({ gemeente, json }: Options): Promise<number> {
  const found = await ask((tx) => listReleases(tx, gemeente ?? null))
  if (json) say(JSON.stringify(found, null, 2))
  else if (found.length === 0) say('Er zijn nog geen publicaties.')
  else for (const release of found) say(lineOf(release))
  return exit.ok
}

async function make(options: Options, env: Environment): Promise<number> {
  const gemeente = options.gemeente ?? (await ask(listGemeenten))[0]?.code
  if (!gemeente) throw new ConfigurationError(releaseProblems.no_boundaries)
  const lostKey = options['new-key']
  if (lostKey !== undefined) await allowNewKey(gemeente, lostKey, env)
  const how = { ...making(env), lostKey }
  if (options['dry-run']) return preview(gemeente, options, how)
  const number = await ask((tx) => askRelease(tx, gemeente, options.period ?? null)).catch(cannotAsk)
  const taken = await ask((tx) => takeRelease(tx, number))
  if (!taken) throw new ConfigurationError(beingMade)
  const made = await makeRelease(taken, how)
  if (made.status === 'failed') return refused(made.problem ?? 'failed', gemeente)
  if (made.status === 'draft') {
    await ask(async (tx) => {
      await publishRelease(tx, made.number)
      await writeAudit(tx, { action: 'release.publish', objectType: 'release', objectId: made.id!, detail: { gemeente, ...made.counts } })
      if (lostKey !== undefined) await writeAudit(tx, { action: 'release.new_key', objectType: 'release', objectId: made.id!, detail: { gemeente, lost: lostKey, reason: options.reason!.trim().slice(0, maxWithdrawReason) } })
    })
  } else if (lostKey !== undefined) console.error('Er is niets nieuws om te publiceren. De nieuwe sleutel telt pas als er een nieuwe publicatie is: geef deze opdracht dan opnieuw.')
  await settlePublic(publicFolder(env.DATA_DIR))
  const now = (await ask((tx) => findRelease(tx, made.number)))!
  say(options.json ? JSON.stringify(now, null, 2) : lineOf(now))
  return exit.ok
}

const beingMade = 'Er wordt al een publicatie gemaakt voor deze gemeente.'
function cannotAsk(error: unknown): never {
  throw sqlState(error) === '23505' ? new ConfigurationError(beingMade) : sqlState(error) === '23503' ? new ConfigurationError(releaseProblems.no_boundaries) : error
}

/** Says why there is no publication, and for a lost key what can be done. */
async function refused(problem: ReleaseProblem, gemeente: string): Promise<number> {
  console.error(releaseProblems[problem])
  if (problem === 'other_key') console.error(`Alleen als de oude sleutel echt weg is:\n  npm run release -- --gemeente ${gemeente} --new-key ${await ask((tx) => newestKeyMark(tx, gemeente))} --reason "waarom"`)
  return exit.failed
}

async function preview(gemeente: string, { period, json }: Options, how: Making): Promise<number> {
  const found = await previewRelease(gemeente, period ?? null, how).catch(cannotAsk)
  if ('problem' in found) return refused(found.problem, gemeente)
  if (json) say(JSON.stringify(found, null, 2))
  else {
    say(`${gemeente}: ${found.changes.length} cijfers anders dan in de vorige publicatie (niets gemaakt, niets openbaar).`)
    for (const c of found.changes) say(`  ${c.themeLabel}, ${c.areaName}, ${c.period}: ${c.before ?? '-'} wordt ${c.after ?? '-'}${c.base === 10 ? ' (hele wijk, op tientallen)' : ''}`)
  }
  return exit.ok
}

/** @throws {ConfigurationError} when the key that is there may not take the place of the one with this mark */
async function allowNewKey(gemeente: string, lost: string, env: Environment): Promise<void> {
  const newest = await ask((tx) => newestKeyMark(tx, gemeente))
  if (newest === null) throw new ConfigurationError(`--new-key: ${gemeente} heeft nog geen publicatie. Laat --new-key weg.`)
  if (newest === markOf(releaseKey(process.env, env.DATA_DIR))) throw new ConfigurationError('--new-key: de sleutel van de vorige publicatie is er nog. Laat --new-key weg.')
  if (newest !== lost) throw new ConfigurationError(`--new-key: de vorige publicatie van ${gemeente} is gemaakt met een sleutel met merk ${newest}, niet ${lost}.`)
}

async function withdraw(id: string, reason: string, env: Environment): Promise<number> {
  await ask(async (tx) => {
    const found = await findReleaseById(tx, id)
    if (!found || !['draft', 'published'].includes(found.status)) throw new ConfigurationError(`--withdraw: er is geen publicatie ${id.slice(0, 20)} om in te trekken.`)
    await withdrawRelease(tx, found.number, reason)
    await writeAudit(tx, { action: 'release.withdraw', objectType: 'release', objectId: id, detail: { gemeente: found.gemeente } })
  })
  await settlePublic(publicFolder(env.DATA_DIR))
  say(`Publicatie ${id} is ingetrokken.`)
  return exit.ok
}

/** Makes what was asked for on the screen, until nothing waits: started by `npm run up`. It becomes a draft; somebody looks at it before it is public. */
async function makeAsked(env: Environment): Promise<number> {
  for (let taken = await ask((tx) => takeRelease(tx)); taken; taken = await ask((tx) => takeRelease(tx))) await makeRelease(taken, making(env))
  return exit.ok
}

endWith(main, usage, exit.failed)
