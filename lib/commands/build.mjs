/** Builds the app when its sources changed since the last build. `npm run build` builds always. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compressStatic } from './compress-static.mjs'
import { ensurePackages, root } from './node-packages.mjs'

const dist = () => path.join(root, process.env.NEXT_DIST_DIR ?? '.next')
const stamp = () => path.join(dist(), 'buurtfocus-sources')
const sources = ['app', 'lib', 'public', 'package-lock.json', 'next.config.mjs', 'tsconfig.json']
const apart = /[\\/](maplibre|demo-files)$|[\\/]sw\.js$|\.test\.tsx?$|[\\/]README\.md$|[\\/]lib[\\/](testing|commands|demo)$/

/** SHA-256 over names and contents of everything that goes into the build. */
function hashSources() {
  const hash = createHash('sha256')
  const walk = (file) => {
    if (apart.test(file)) return
    const full = path.join(root, file)
    try {
      for (const entry of readdirSync(full).sort()) walk(path.join(file, entry))
    } catch (error) {
      if (error.code !== 'ENOTDIR') throw error
      hash.update(file).update(readFileSync(full))
    }
  }
  sources.filter((s) => existsSync(path.join(root, s))).forEach(walk)
  return hash.digest('hex')
}

/** @returns whether a build was made; rejects when it fails */
export async function ensureBuild({ always = false } = {}) {
  const now = hashSources()
  if (!always && existsSync(stamp()) && readFileSync(stamp(), 'utf8') === now) return false
  await run(['lib/commands/copy-map-worker.mjs'])
  await run(['lib/commands/make-service-worker.mjs', now.slice(0, 16)])
  await run(['node_modules/next/dist/bin/next', 'build'])
  for (const folder of [path.join(dist(), 'static'), path.join(root, 'public', 'maplibre')]) compressStatic(folder)
  writeFileSync(stamp(), now)
  return true
}

function run(args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args[0]} failed:\n${output}`))))
  })
}

// Started itself, also along a symbolic link (on macOS /tmp is one).
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensurePackages()
  await ensureBuild({ always: true })
  console.log('Built.')
}
