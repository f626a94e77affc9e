import { many } from '@/lib/domain/many'

/** How many areas a table has. Water is no buurt: it has a row, and is counted apart. */
export function areaCount(rows: readonly { water: boolean }[]): string {
  const water = rows.filter((row) => row.water).length
  return `${many(rows.length - water, 'buurt', 'buurten')}${water === 0 ? '' : ` en ${many(water, 'gebied met alleen water', 'gebieden met alleen water')}`}`
}
