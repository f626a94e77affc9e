import { expect, test } from 'vitest'
import { importKinds } from '@/lib/domain/import-run'
import { checkDraft, emptyDraft, optionsOf, places, sourceOf, type Draft } from './draft'
import { left, size, yearInName } from './sizes'
import { words } from './words'

const file = (bytes = 10) => ({ name: 'x.csv', size: bytes }) as File
const draft = (part: Partial<Draft>): Draft => ({ ...emptyDraft(part.kind ?? 'signals', 'GM0400'), ...part })

test('a year in the name of a file is only taken when there is one, and it can be one', () => {
  expect(yearInName('wijkenbuurten_2024_v1.gpkg', 2026)).toBe(2024)
  expect(yearInName('buurten_2015.geojson', 2026)).toBe(2015)
  expect(yearInName('2015-tot-2024.geojson', 2026)).toBeNull()
  expect(yearInName('export20240315.csv', 2026)).toBeNull()
  expect(yearInName('kaart_2099.zip', 2026)).toBeNull()
})

test('sizes and time left are as exact as they are known', () => {
  expect(size(999)).toBe('999 bytes')
  expect(size(102_400_000)).toBe('102,4 MB')
  expect(size(2_000_000_000)).toBe('2 GB')
  expect(left(1)).toBe('bijna klaar')
  expect(left(44)).toBe('nog ongeveer 40 seconden')
  expect(left(60)).toBe('nog ongeveer 60 seconden')
  expect(left(120)).toBe('nog ongeveer 2 minuten')
})

test('the form asks what the import needs, and no more', () => {
  expect(checkDraft(draft({}))).toEqual({ file: words.choose.missing.file })
  expect(checkDraft(draft({ file: file() }))).toEqual({})
  expect(checkDraft(draft({ file: file(0) })).file).toBe(words.choose.missing.empty)
  expect(checkDraft(draft({ file: file(2 * 1024 ** 3 + 1) })).file).toBe(words.choose.missing.tooLarge)
  expect(checkDraft(draft({ kind: 'boundaries', file: file() }))).toEqual({ year: words.choose.missing.year })
  expect(checkDraft(draft({ kind: 'boundaries', file: file(), year: '2024' }))).toEqual({})
  expect(checkDraft(draft({ kind: 'boundaries', where: 'pdok', at: '2024' }))).toEqual({ gemeente: words.choose.missing.gemeente })
  expect(checkDraft(draft({ kind: 'boundaries', where: 'pdok', at: '2024', gemeente: 'gm0400' }))).toEqual({})
  expect(checkDraft(draft({ kind: 'indicators', where: 'cbs', at: '85984NED' }))).toEqual({})
  expect(checkDraft(draft({ where: 'signalen', at: 'meldingen.nl' })).at).toBe(words.choose.missing.address)
})

test('choices become the options of npm run data', () => {
  expect(optionsOf(draft({ kind: 'boundaries', gemeente: ' gm0400 ', year: '2024', level: 'buurt' }))).toEqual({ gemeente: 'GM0400', year: 2024, level: 'buurt' })
  expect(sourceOf(draft({ kind: 'boundaries', where: 'pdok', at: '2024 ' }))).toBe('pdok:2024')
  expect(sourceOf(draft({ where: 'signalen', at: 'https://x.example' }))).toBe('signalen:https://x.example')
  expect(sourceOf(draft({ kind: 'boundaries', where: 'ogc', at: 'https://x.example/ogc/v1' }))).toBe('https://x.example/ogc/v1')
})

test('every kind has its words and at least a file as its place', () => {
  for (const kind of importKinds) {
    expect(words.kinds[kind].label).not.toBe('')
    expect(words.formats[kind]).not.toBe('')
    expect(places[kind][0]).toBe('file')
  }
})
