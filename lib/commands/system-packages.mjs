import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const onPath = (name) => (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)).find(existsSync)

/** A Chromium to test with: CHROMIUM_PATH, the system's, or null (then Playwright's own is used when it is installed). */
export function findChromium() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    path.join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ]
  return candidates.find((file) => file && existsSync(file)) ?? null
}

function hasPostgis() {
  const base = '/usr/lib/postgresql'
  if (process.env.PG_BIN) return true
  if (!existsSync(base)) return Boolean(onPath('initdb'))
  return readdirSync(base).some((v) => existsSync(`${base}/${v}/bin/initdb`) && existsSync(`/usr/share/postgresql/${v}/extension/postgis.control`))
}

/** On Debian as root: installs the browser and the database server that the tests need. Elsewhere the tests say what is missing. */
export function ensureSystemPackages() {
  const missing = [findChromium() ? null : 'chromium', hasPostgis() ? null : 'postgresql-15-postgis-3'].filter(Boolean)
  if (missing.length === 0 || process.platform !== 'linux' || process.getuid() !== 0 || !onPath('apt-get')) return
  console.log(`Installing ${missing.join(' and ')} ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  // The package would start a cluster of its own; the tests make theirs.
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: ['ignore', 'ignore', 'inherit'], env })
}
