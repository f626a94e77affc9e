import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const onPath = (name) => (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)).find(existsSync)

/** A Chromium to test with: CHROMIUM_PATH, the system's, or null (then Playwright's own is used when it is installed). */
export function findChromium() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    // Without a window and what belongs to one: a page costs it half the work.
    ...['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    path.join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ]
  return candidates.find((file) => file && existsSync(file)) ?? null
}

function hasPostgis() {
  const base = '/usr/lib/postgresql'
  if (process.env.PG_BIN || process.env.TEST_DATABASE_URL) return true
  if (!existsSync(base)) return Boolean(onPath('initdb'))
  return readdirSync(base).some((v) => existsSync(`${base}/${v}/bin/initdb`) && existsSync(`${base}/${v}/lib/postgis-3.so`))
}

/** Another reader of our open data than ourselves. */
const hasGdal = () => Boolean(onPath('ogrinfo'))

/** On Debian as root: installs the browser, the database server and GDAL that the tests use. Elsewhere the tests say what is missing. */
function installSystemPackages() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !onPath('apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
  const install = (names) => {
    if (names.length > 0) console.log(`Installing ${names.join(', ')} ...`)
    return names.length === 0 || apt('install', '-y', '-qq', '--no-install-recommends', ...names)
  }
  const known = (name) => /Candidate: [^(]/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8', env: { ...env, LC_ALL: 'C' } }).stdout ?? '')
  if (!findChromium() || !hasPostgis() || !hasGdal()) apt('update', '-qq')
  const headless = !process.env.CHROMIUM_PATH && !onPath('chromium-headless-shell') && known('chromium-headless-shell')
  const missing = [...(headless ? ['chromium-headless-shell'] : []), ...(hasPostgis() ? [] : ['postgresql-15-postgis-3']), ...(hasGdal() ? [] : ['gdal-bin'])]
  // All in one go is quicker; when one cannot be had, the others can.
  if (!install(missing)) for (const name of missing) install([name])
  if (!findChromium()) install(['chromium'])
}

// Started itself: `npm test` does so beside npm ci and the build.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) installSystemPackages()
