import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (file: string) => JSON.parse(readFileSync(`drizzle/meta/${file}`, 'utf8'))
const entries = (read('_journal.json') as { entries: { idx: number; when: number; tag: string }[] }).entries

it('each migration is later than the one before: an earlier one would be skipped where that one has run', () => {
  expect(entries.length).toBeGreaterThan(20)
  for (const [at, { idx, when, tag }] of entries.entries()) {
    expect(idx, tag).toBe(at)
    expect(tag).toMatch(new RegExp(`^${String(at).padStart(4, '0')}_`))
    if (at > 0) expect(when, tag).toBeGreaterThan(entries[at - 1]!.when)
  }
})

it('each snapshot follows the one before, so that the next migration is made from all of them', () => {
  const snapshots = entries.map(({ idx }) => read(`${String(idx).padStart(4, '0')}_snapshot.json`) as { id: string; prevId: string })
  for (const [at, { prevId }] of snapshots.entries()) if (at > 0) expect(prevId, entries[at]!.tag).toBe(snapshots[at - 1]!.id)
})
