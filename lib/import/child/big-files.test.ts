import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { tempFolder } from '@/lib/import/readers/test-support'
import { readSource } from './read-source'

/**
 * An eighth of the real size under a sixth of the real heap (256 MB), so that the fast loop stays fast; README.md holds the
 * figures for 100 MB.
 */
const heapMb = 40
const sizeBytes = 12_000_000
const folder = tempFolder()
afterAll(folder.remove)

function write(name: string, head: string, line: (i: number) => string, tail: string): { path: string; lines: number } {
  const path = join(folder.path, name)
  const file = openSync(path, 'w')
  let lines = 0
  for (let size = writeSync(file, head); size < sizeBytes; ) {
    let block = ''
    while (block.length < 500_000) block += line(++lines)
    size += writeSync(file, block)
  }
  writeSync(file, tail)
  closeSync(file)
  return { path, lines }
}

const ring = JSON.stringify([Array.from({ length: 300 }, (_, i) => [110_000.123 + i, 550_000.456 + i])])

it.each([
  ['CSV', () => write('groot.csv', 'id;naam;lon;lat\n', (i) => `${i};"Een naam, nummer ${i}";4.${i};52.${i}\n`, '')],
  [
    'GeoJSON',
    () =>
      write('groot.json', '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}', (i) => `,{"type":"Feature","properties":{"id":${i}},"geometry":{"type":"Polygon","coordinates":${ring}}}`, ']}'),
  ],
])('reads a large %s in little memory', async (what, make) => {
  const { path, lines } = make()
  const before = process.memoryUsage.rss()
  let peak = 0
  let parent = 0
  let records = 0
  for await (const batch of readSource({ kind: 'file', path }, { limits: { heapMb }, onMemory: (bytes) => (peak = Math.max(peak, bytes)) })) {
    records += batch.length
    parent = Math.max(parent, process.memoryUsage.rss() - before)
  }
  expect(records).toBe(what === 'CSV' ? lines : lines + 1)
  expect(peak).toBeGreaterThan(20_000_000)
  expect(peak + parent).toBeLessThan(200_000_000)
}, 60_000)
