/**
 * `node lib/runs/compile.mjs FILE`: bundles the computing thread into one file of plain JavaScript. Run by `program.ts` when the sources changed.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const target = path.resolve(process.argv[2])
const around = path.dirname(target)
const making = `${target}.${process.pid}`
mkdirSync(around, { recursive: true })
await build({
  entryPoints: ['lib/runs/thread.ts'],
  outfile: making,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.9',
  packages: 'external',
  logLevel: 'error',
})
try {
  renameSync(making, target)
} catch {
  rmSync(making, { force: true }) // somebody else was first
}
const dayAgo = Date.now() - 24 * 3600_000
for (const name of readdirSync(around)) {
  const old = path.join(around, name)
  if (old !== target && statSync(old).mtimeMs < dayAgo) rmSync(old, { force: true })
}
