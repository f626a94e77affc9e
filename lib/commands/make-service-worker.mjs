/**
 * Bundles the service worker of /opnemen into public/sw.js, with the version of this build: browsers take a new one when it differs. Runs before each
 * build; public/sw.js is not in git.
 */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const [version = String(Date.now())] = process.argv.slice(2)
mkdirSync(join(root, 'public'), { recursive: true })
await build({
  entryPoints: [join(root, 'lib', 'ui', 'outbox', 'service-worker.ts')],
  outfile: join(root, 'public', 'sw.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  define: { buildVersion: JSON.stringify(version) },
  tsconfig: join(root, 'tsconfig.json'),
  logLevel: 'error',
})
