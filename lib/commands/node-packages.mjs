import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHash } from 'node:crypto'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Why this Node cannot do it, as a sentence; null when it can. Tests need what Vite needs, the app what Next needs. */
export function nodeRefusal(version, { tests = false } = {}) {
  const [major, minor] = version.split('.').map(Number)
  const from = (oldest) => major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
  if (!from([20, 9])) return `Node 20.9 or newer is needed; this is ${version}.`
  if (tests && !(major === 20 && from([20, 19])) && !from([22, 12])) return `The tests need Node 20.19, or 22.12 or newer; this is ${version}. The app itself runs on it: npm run up.`
  return null
}

/** Stops with a sentence when Node is too old. */
export function ensureNode(wanted = {}) {
  const refusal = nodeRefusal(process.versions.node, wanted)
  if (!refusal) return
  console.error(refusal)
  process.exit(1)
}

/** How to start npm in the project, the one that started us where there is one: program, arguments and options of `spawn`. */
export function npm(...args) {
  const own = process.env.npm_execpath
  if (own?.endsWith('js')) return [process.execPath, [own, ...args], { cwd: root }]
  const windows = process.platform === 'win32'
  return [windows ? 'npm.cmd' : 'npm', args, { cwd: root, shell: windows }]
}

/** Installs the packages of package-lock.json when they are missing or of another lock. Uses the npm that started us. Stops with a sentence when Node is too old. */
export function ensurePackages(wanted = {}) {
  ensureNode(wanted)
  const stamp = path.join(root, 'node_modules', '.buurtfocus-lock')
  const lock = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing packages (npm ci) ...')
  const [program, args, options] = npm('ci', '--include=dev', '--no-audit', '--no-fund')
  const result = spawnSync(program, args, { ...options, stdio: 'inherit' })
  if (result.status !== 0) {
    console.error('npm ci failed; see above.')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}

/** Arguments for Node to run one of our TypeScript files with the path alias and the server side of `server-only`. */
export const typescript = (file, ...args) => ['--conditions=react-server', '--import', 'tsx', path.join(root, file), ...args]

/** The same for what makes pages itself: React writes HTML only outside the conditions of `server-only`, so nothing that is marked with that can be in it. */
export const rendering = (file, ...args) => ['--import', 'tsx', path.join(root, file), ...args]

/** Arguments for Node: what `npm run check` and `npm test` both do. */
export const lint = ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']
export const types = ['node_modules/typescript-native/bin/tsc', '--noEmit', '-p', '.']
