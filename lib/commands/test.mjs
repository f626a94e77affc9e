/**
 * `npm test`: everything, in the order in which a fault is found soonest. Goes on after a failure, so that one run shows them
 * all, and ends with the line `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuild } from './build.mjs'
import { ensureNode, ensurePackages, lint, root, types, typescript } from './node-packages.mjs'
import { findChromium } from './system-packages.mjs'

const started = Date.now()
ensureNode({ tests: true })
const times = []
const since = (from) => Math.round((Date.now() - from) / 1000)
const took = (name, from) => times.push(`${name} ${since(from)}`)
// Waits for the network and the disk most of the time: beside npm ci and the build.
const systemPackages = run(['lib/commands/system-packages.mjs']).then(() => took('(beside) programs of the system', started))
ensurePackages()
took('packages', started)

const reports = mkdtempSync(path.join(tmpdir(), 'buurtfocus-test-'))
const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []

await step('build', async () => {
  await ensureBuild()
  return { passed: 1, failed: 0 }
})
// Side by side: each keeps one core busy.
const demo = step('(beside) the demo for the browser tests', () => once(typescript('e2e/make-demo.ts')))
await step('lint', () => once(lint))
await step('types', () => once(types))
await systemPackages
await step('unit tests', () => vitest('unit'))
await demo
await step('database tests', () => vitest('database'))
await step('browser tests', () => browser('playwright'))
await step('outage tests', () => browser('outage'))

rmSync(reports, { recursive: true, force: true })
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`)
console.log(`\nTook ${since(started)} s: ${times.join(', ')}.`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`)
process.exit(total.failed > 0 ? 1 : 0)

async function step(name, work) {
  console.log(`\n== ${name}`)
  const at = Date.now()
  const result = await work().catch((error) => {
    console.error(error.message)
    return { passed: 0, failed: 1 }
  })
  total.passed += result.passed
  total.failed += result.failed
  total.skipped += result.skipped ?? 0
  if (result.failed > 0) failures.push(name)
  took(name, at)
  console.log(`-- ${name}: ${result.passed} passed, ${result.failed} failed, ${since(at)} s`)
}

async function once(args) {
  return (await run(args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function vitest(project) {
  const file = path.join(reports, `${project}.json`)
  const code = await run(['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter', 'default', '--reporter', 'json', '--outputFile.json', file])
  const found = JSON.parse(readFileSync(file, 'utf8'))
  // A file that cannot be loaded holds no failed test; the exit code still tells.
  const failed = Math.max(found.numFailedTests, code === 0 ? 0 : 1)
  return { passed: found.numPassedTests, failed, skipped: found.numPendingTests }
}

async function browser(config) {
  const file = path.join(reports, `${config}.json`)
  const chromium = findChromium()
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) }
  const code = await run(['node_modules/@playwright/test/cli.js', 'test', '-c', `e2e/${config}.config.ts`, '--reporter=list,json'], env)
  const { stats } = JSON.parse(readFileSync(file, 'utf8'))
  return { passed: stats.expected + stats.flaky, failed: Math.max(stats.unexpected, code === 0 ? 0 : 1), skipped: stats.skipped }
}

function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: '1' } })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
