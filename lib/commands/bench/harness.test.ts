import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scanZones } from '@/lib/analysis/scan-zones'
import { spatialScan } from '@/lib/analysis/spatial-scan'
import { root } from '@/lib/commands/node-packages.mjs'
import { rewriteBetween, writeTables } from './document'
import { interleave } from './interleave'
import { parseReport, startReport, type Report } from './report'
import { result } from './result'
import { scanByHand } from './scan-by-hand'
import { scannedTown } from './scan-town'
import { scriptsOf } from './scripts-of-page'
import { median, pairedRatio, percentile } from './statistics'
import { markdownTable, textTable } from './table'
import { makeQuestions } from './view-questions'

describe('statistics', () => {
  it('knows the median of odd and even numbers of values, in any order', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([7])).toBe(7)
    expect(() => median([])).toThrow(RangeError)
  })

  it('takes percentiles by nearest rank', () => {
    const values = Array.from({ length: 20 }, (_, i) => 20 - i)
    expect(percentile(values, 0.95)).toBe(19)
    expect(percentile(values, 0.5)).toBe(10)
    expect(percentile(values, 1)).toBe(20)
    expect(percentile([5], 0.01)).toBe(5)
  })

  it('compares within a round: a round in which everything is slow does not change the ratio', () => {
    expect(pairedRatio([2, 20, 4], [1, 10, 2])).toBe(2)
    expect(() => pairedRatio([1], [1, 2])).toThrow(RangeError)
  })
})

describe('interleave', () => {
  it('runs the contenders in turn, never two at once, and forgets the warm-up', async () => {
    const order: string[] = []
    let busy = 0
    let n = 0
    const contender = (name: string) => async (): Promise<number> => {
      expect(++busy).toBe(1)
      await new Promise((next) => setTimeout(next, 1))
      busy--
      order.push(name)
      return n++
    }
    const found = await interleave({ a: contender('a'), b: contender('b') }, { rounds: 3, warmUp: true })
    expect(order.join('')).toBe('abababab')
    expect(found).toEqual({ a: [2, 4, 6], b: [3, 5, 7] })
  })
})

describe('results', () => {
  it('gives median and spread, the ratio in the same rounds, and whether a goal is met', () => {
    const slow = result('x.slow', 'slow', 's', [2, 3, 40], { to: { name: 'x.fast', values: [1, 1, 10] }, goal: { ratio: 3 } })
    expect(slow).toMatchObject({ median: 3, min: 2, max: 40, rounds: 3, ratioTo: 'x.fast', ratio: 3, goal: 'ratio <= 3', met: true })
    expect(result('x.big', 'big', 'MB', [401], { goal: { most: 400 } })).toMatchObject({ ratio: null, goal: '<= 400 MB', met: false })
    expect(result('x', 'no goal', 'kB', [1.23456])).toMatchObject({ median: 1.23, goal: null, met: null })
    expect(() => result('x', 'a ratio of nothing', 's', [1], { goal: { ratio: 2 } })).toThrow(RangeError)
  })
})

const report: Report = {
  ...startReport(new Date('2026-11-24T09:00:00Z')),
  results: [result('view.p95', 'a | b', 'ms', [12, 14, 13], { goal: { most: 30 } }), result('start.second', 'start', 's', [11], { goal: { most: 10 } })],
}

describe('tables', () => {
  it('show every line with its figures, and say NO where a goal is not met', () => {
    expect(textTable(report)).toMatch(/view\.p95 +13 +12 +14 +ms +3 .*<= 30 ms +yes\n/)
    expect(textTable(report)).toMatch(/start\.second .*<= 10 s +NO\n/)
    const table = markdownTable(report, 'view')
    expect(table).toMatch(/^Measured on 2026-11-24: \d+ cores/)
    expect(table).toContain('| `view.p95`: a \\| b | 13 ms | 12 - 14 | 3 |  | <= 30 ms | yes |')
    expect(table).not.toContain('start.second')
  })

  it('replace what stands between the markers and nothing else, again and again', () => {
    const document = 'before\n<!-- bench:a -->\nold\n<!-- /bench:a -->\nbetween\n<!-- bench:b -->\n<!-- /bench:b -->\n'
    const once = rewriteBetween(document, 'a', 'new $& $1')
    expect(once).toBe('before\n<!-- bench:a -->\nnew $& $1\n<!-- /bench:a -->\nbetween\n<!-- bench:b -->\n<!-- /bench:b -->\n')
    expect(rewriteBetween(once, 'a', 'new $& $1')).toBe(once)
    expect(() => rewriteBetween(document, 'c', 'x')).toThrow('bench:c')
    expect(() => rewriteBetween(document + document, 'a', 'x')).toThrow('once')
    expect(() => rewriteBetween('<!-- /bench:a --><!-- bench:a -->', 'a', 'x')).toThrow('once')
  })

  it('are written into the real document for what was measured only, from a kept report with lines of npm above it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'buurtfocus-bench-test-'))
    const file = join(folder, 'performance.md')
    const before = readFileSync(join(root, 'docs', 'performance.md'), 'utf8')
    writeFileSync(file, before)
    expect(writeTables(file, parseReport(`\n> bench\n${JSON.stringify(report, null, 2)}`))).toEqual(['view', 'start'])
    const after = readFileSync(file, 'utf8')
    const part = (text: string, name: string): string => text.slice(text.indexOf(`<!-- bench:${name} -->`), text.indexOf(`<!-- /bench:${name} -->`))
    expect(part(after, 'view')).toContain('`view.p95`')
    expect(part(after, 'import')).toBe(part(before, 'import'))
    expect(() => parseReport('{}')).toThrow('not a report')
    rmSync(folder, { recursive: true })
  })
})

describe('what is asked', () => {
  it('is the same in every run, of every sort, and inside the three years of the demo', () => {
    const questions = makeQuestions(60, ['centrum', 'noord'])
    expect(makeQuestions(60, ['centrum', 'noord'])).toEqual(questions)
    for (const { from, to } of questions) {
      expect(from < to && from >= '2023-11-01' && to <= '2026-12-01', `${from} ${to}`).toBe(true)
    }
    for (const has of [(q: (typeof questions)[0]) => q.theme, (q: (typeof questions)[0]) => q.werkgebied, (q: (typeof questions)[0]) => q.kind, (q: (typeof questions)[0]) => !q.from.endsWith('-01')])
      expect(questions.filter(has).length).toBeGreaterThan(5)
  })

  it('finds the scripts that a browser loads first, each once', () => {
    const html = `<link rel="preload" as="script" href="/a.js?x=1&amp;y=2"/><link rel="preload" as="style" href="/s.css"/><script src="/a.js?x=1&amp;y=2" async=""></script>
      <link rel="modulepreload" href="/m.mjs"><script src="/old.js" noModule=""></script><script>self.x="<b src='/no.js'>"</script><script id="i" src="/b.js"></script>`
    expect(scriptsOf(html)).toEqual(['/a.js?x=1&y=2', '/m.mjs', '/b.js'])
  })
})

describe('the scan written out plainly', { timeout: 60_000 }, () => {
  it('finds the place that was raised, and the same in every replicate as the scan of the program', () => {
    const town = scannedTown(65)
    const byHand = scanByHand(town, 3, 40)
    const zones = scanZones(town.areas.map(({ x, y, people }) => ({ x, y, weight: people })), town.window)
    const scan = spatialScan({ zones, counts: town.counts, expected: town.areas.map((a) => a.people) }, { seed: 3, replicates: 40, earlyStop: false })
    expect(scan.clusters[0]!.members).toEqual(byHand.members)
    expect(byHand.llr).toBeCloseTo(scan.clusters[0]!.llr, 9)
    expect(byHand.maxima).toHaveLength(40)
    byHand.maxima.forEach((llr, r) => expect(llr).toBeCloseTo(scan.maxima[r]!, 9))
  })
})
