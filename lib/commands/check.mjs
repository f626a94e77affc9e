/** `npm run check`: lint, types and unit tests; the fast loop. */
import { spawnSync } from 'node:child_process'
import { ensurePackages, root } from './node-packages.mjs'

ensurePackages({ tests: true })
const steps = [
  ['Lint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  ['Types', 'node_modules/typescript-native/bin/tsc', '--noEmit', '-p', '.'],
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
