/** `npm run check`: lint, types and unit tests; the fast loop. */
import { spawnSync } from 'node:child_process'
import { ensurePackages, lint, root, types } from './node-packages.mjs'

ensurePackages({ tests: true })
const steps = [
  ['Lint', ...lint],
  ['Types', ...types],
  ['Unit tests', 'node_modules/vitest/vitest.mjs', 'run', '--project', 'unit'],
]
for (const [name, ...args] of steps) {
  console.log(`\n== ${name}`)
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`${name}: failed`)
    process.exit(1)
  }
}
console.log('\nAll well.')
