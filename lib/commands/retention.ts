import { parseArgs } from 'node:util'
import { asking, closeDatabase } from '@/lib/db/client'
import { applyRetention } from '@/lib/db/retention'
import { system } from '@/lib/domain/identity'
import { dateInAmsterdam, isDate } from '@/lib/domain/period'
import type { RetentionReport } from '@/lib/domain/retention'
import { retainInSteps } from './daily'
import { endWith } from './end-with'
import { ConfigurationError, openDatabase, readEnvironment } from './environment'

const usage = `npm run retention [-- --dry-run] [--on 2027-01-01] [--json]
Deletes signals that were closed long ago (their counts stay), turns old points into a buurt, forgets who reported; per theme, see docs/privacy.md.
The running app does this once a day by itself. --on: the date that counts as today; what goes does not come back. --dry-run only counts.`

/** Undoes a trial: the transaction ends with it. */
class Trial extends Error {
  constructor(readonly report: RetentionReport) {
    super('trial')
  }
}

/** Does all of it in one transaction that is then undone. */
async function trial(on: string): Promise<RetentionReport> {
  try {
    return await asking(system, async (tx) => {
      throw new Trial(await applyRetention(tx, on))
    }, { deadlineMs: null })
  } catch (error) {
    if (error instanceof Trial) return error.report
    throw error
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' }, on: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const on = values.on ?? dateInAmsterdam(new Date())
  if (!isDate(on)) throw new ConfigurationError(`--on: verwacht jjjj-mm-dd, kreeg "${on.slice(0, 20)}".`)
  const dryRun = values['dry-run'] === true
  const database = await openDatabase(readEnvironment())
  try {
    const report = dryRun ? await trial(on) : (await retainInSteps(on))!
    if (values.json) console.log(JSON.stringify({ dryRun, ...report }, null, 2))
    else print(report, dryRun)
    return 0
  } finally {
    await closeDatabase()
    await database.stop()
  }
}

function print({ on, themes }: RetentionReport, dryRun: boolean): void {
  console.log(`Bewaartermijnen op ${on}${dryRun ? ' (proef: er is niets veranderd)' : ''}`)
  if (themes.length === 0) console.log('  niets te doen')
  for (const t of themes) console.log(`  ${t.theme}: ${t.deleted} verwijderd (aantallen blijven), ${t.coarsened} vergroofd tot buurt, verder ${t.reportersForgotten} melders vergeten`)
}

endWith(main, usage)
