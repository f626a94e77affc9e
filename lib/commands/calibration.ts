/** `npm run calibration`: how often the cluster methods find what is there, and what is not, as tables of docs/methods.md. The same numbers every time. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { makeDemo } from '@/lib/demo'
import { standardPeriod } from '@/lib/domain/cluster'
import { demoProblem } from '@/lib/testing/demo-problem'
import { rewriteBetween } from './bench/document'
import { asOf } from './calibration/gemeente-without-clusters'
import { powerTables } from './calibration/power-tables'
import { themeAlarms } from './calibration/theme-alarms'
import { root } from './node-packages.mjs'

const usage = `npm run calibration [-- scan] [themes] [options]
scan:    what the spatial scan finds and how often it is wrong (seconds)
themes:  how often the whole calculation is wrong, per theme (some seconds per gemeente)
options: --gemeenten N (default 1000 for scan, 200 for themes)  --write (the tables of docs/methods.md)`

function main(): number {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { gemeenten: { type: 'string' }, write: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
  const asked = values.gemeenten === undefined ? null : Number(values.gemeenten)
  const wrong = positionals.some((name) => name !== 'scan' && name !== 'themes') || (asked !== null && (!Number.isInteger(asked) || asked < 20))
  if (values.help || wrong) {
    console.error(wrong ? `Unknown table, or fewer than 20 gemeenten.\n${usage}` : usage)
    return wrong ? 1 : 0
  }
  const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name)
  const tables: { name: string; gemeenten: number; table: string }[] = []
  if (wanted('scan')) {
    const gemeenten = asked ?? 1000
    const input = demoProblem(makeDemo({ asOf }), { theme: null, period: standardPeriod(null, asOf) })
    const { power, alarms } = powerTables(input, gemeenten)
    tables.push({ name: 'power', gemeenten, table: power }, { name: 'alarms', gemeenten, table: alarms })
  }
  if (wanted('themes')) {
    const gemeenten = asked ?? 200
    tables.push({ name: 'themes', gemeenten, table: themeAlarms(gemeenten, (text) => console.error(text)) })
  }
  const file = path.join(root, 'docs', 'methods.md')
  let document = readFileSync(file, 'utf8')
  for (const { name, gemeenten, table } of tables) {
    const text = `Over ${gemeenten} drawn gemeenten.\n\n${table}`
    console.log(`${name}\n\n${text}\n`)
    document = rewriteBetween(document, `calibration-${name}`, text)
  }
  if (values.write) writeFileSync(file, document)
  return 0
}

process.exit(main())
