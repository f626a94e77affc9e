import { asking, closeDatabase } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import { checkAudit } from '@/lib/views/audit/load'
import { ConfigurationError, openDatabase, readEnvironment } from './environment'

const help = `npm run audit                       follows the audit log from the first line and says whether it is whole
npm run audit -- --head 120:ab12..  also compares it with a head from the program's log: the only way to see that the end was cut off`

/** Exit code 0: whole. 2: not whole. 1: it could not be checked. */
async function run(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) return (console.log(help), 0)
  const given = args[0] === '--head' ? /^(\d+):([0-9a-f]{64})$/.exec(args[1] ?? '') : null
  if (args.length > 0 && !given) throw new ConfigurationError(`Expected nothing, or --head NUMBER:HASH as the program's log gives it.\n${help}`)
  const database = await openDatabase(readEnvironment())
  try {
    const found = await asking(system, (tx) => checkAudit(tx, given ? { seq: Number(given[1]), hash: given[2]! } : undefined), { deadlineMs: null })
    if (found.fault) {
      console.log(`NOT WHOLE: line ${found.fault.seq} is ${found.fault.fault}. Lines before it are as they were written.`)
      return 2
    }
    console.log(`Whole: ${found.lines} lines, head ${found.head.seq}:${found.head.hash}${given ? '; the given head is one of them' : ''}`)
    return 0
  } finally {
    await closeDatabase()
    await database.stop()
  }
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof ConfigurationError ? error.message : error)
    process.exit(1)
  },
)
