/**
 * `node lib/system/compile.mjs SOURCE FOLDER`: bundles a program of ours into plain JavaScript, `main.mjs` in FOLDER, so that it starts in a third of a second instead of
 * more than one. Run by `compiled.ts` when the sources changed; packages stay outside, what is loaded later stays apart.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const [source, folder] = process.argv.slice(2)
const target = path.resolve(folder)
const around = path.dirname(target)
const making = `${target}.${process.pid}`
mkdirSync(around, { recursive: true })
await build({
  entryPoints: { main: source },
  outdir: making,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.9',
  packages: 'external',
  logLevel: 'error',
})
try {
  renameSync(making, target)
} catch {
  rmSync(making, { recursive: true, force: true }) // somebody else was first
}
const dayAgo = Date.now() - 24 * 3600_000
for (const name of readdirSync(around)) {
  const old = path.join(around, name)
  if (old !== target && statSync(old).mtimeMs < dayAgo) rmSync(old, { recursive: true, force: true })
}
