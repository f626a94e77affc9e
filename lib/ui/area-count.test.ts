import { expect, test } from 'vitest'
import { areaCount } from './area-count'

test('water is no buurt', () => {
  const rows = (land: number, water: number) => [...Array.from({ length: land }, () => ({ water: false })), ...Array.from({ length: water }, () => ({ water: true }))]
  expect([areaCount(rows(65, 1)), areaCount(rows(1, 0)), areaCount(rows(12, 2))]).toEqual(['65 buurten en 1 gebied met alleen water', '1 buurt', '12 buurten en 2 gebieden met alleen water'])
})
