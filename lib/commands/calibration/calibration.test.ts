import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '@/lib/commands/node-packages.mjs'
import { scatteredAreas } from '@/lib/testing/scattered-areas'
import { withoutClusters } from './gemeente-without-clusters'
import { markdown, percent } from './markdown'
import { powerTables } from './power-tables'

describe('a gemeente without clusters', { timeout: 60_000 }, () => {
  const make = withoutClusters()
  const { areas, signals, themes } = make(1)
  const buurten = areas.filter((a) => a.level === 'buurt' && !a.water)

  it('is the same for the same number, another for another', () => {
    expect(make(1).signals).toEqual(signals)
    expect(make(2).signals).not.toEqual(signals)
  })

  it('has reporters of every theme, each once, where people live and in proportion to them', () => {
    expect(new Set(signals.map((s) => s.theme))).toEqual(new Set(themes.map((t) => t.slug)))
    expect(new Set(signals.map((s) => `${s.theme} ${s.reporter}`)).size).toBe(signals.length)
    const people = buurten.reduce((sum, b) => sum + (b.inhabitants ?? 0), 0)
    const square = buurten.reduce((sum, b) => {
      const expected = (signals.length * (b.inhabitants ?? 0)) / people
      const n = signals.filter((s) => s.buurtCode === b.code).length
      if (expected === 0) expect(n, b.name).toBe(0)
      return sum + (expected === 0 ? 0 : (n - expected) ** 2 / expected)
    }, 0)
    // chi-square with about 60 degrees of freedom: above 112 in one of ten thousand
    expect(square).toBeLessThan(112)
  })
})

describe('tables', { timeout: 60_000 }, () => {
  it('are markdown with shares in percent', () => {
    expect(markdown(['a', 'b'], [['x', percent(0.0432)], ['y', percent(0.501)]])).toBe('| a | b |\n| --- | ---: |\n| x | 4.3 % |\n| y | 50 % |')
  })

  it('say more is found with more reporters and more risk, and about 5 % false alarms', () => {
    const areas = scatteredAreas(40, 6).map((a, id) => ({ id, x: a.x, y: a.y, inhabitants: a.people, neighbours: [] }))
    const { power, alarms } = powerTables({ areas }, 40)
    const rows = (table: string): number[][] => table.split('\n').slice(2).map((line) => line.split('|').slice(2, -1).map(parseFloat))
    const found = rows(power)
    expect(found.map((row) => row.length)).toEqual([6, 6, 6])
    expect(found[2]![5]).toBeGreaterThan(90)
    expect(found[2]![4]).toBeGreaterThan(found[0]![4]!)
    expect(found[1]![5]).toBeGreaterThan(found[1]![3]!)
    for (const [independent, unknown, known] of rows(alarms)) {
      expect(independent).toBeLessThan(20)
      expect(known).toBeLessThan(20)
      expect(unknown).toBeGreaterThan(40)
    }
  })

  it('stand in docs/methods.md, each with its numbers', () => {
    const document = readFileSync(path.join(root, 'docs', 'methods.md'), 'utf8')
    for (const name of ['power', 'alarms', 'themes']) expect(document).toMatch(new RegExp(`<!-- bench:calibration-${name} -->\nOver \\d+ drawn gemeenten\\.\n\n\\|[^]*%[^]*<!-- /bench:calibration-${name} -->`))
  })
})
