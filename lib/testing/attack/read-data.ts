import { parse } from 'csv-parse/sync'
import type { Passage, Reading, Sequence, TextPoint } from './passages'

type Scalar = string | number | boolean
const isScalar = (value: unknown): value is Scalar => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Every scalar of a JSON document with its key; about it: the other scalars of its record, then those of the records around it, then the address. */
export function jsonPassages(address: string, document: unknown): Reading {
  const reading: Reading = { passages: [], sequences: [], points: [] }
  const walk = (value: unknown, key: string, around: readonly string[]): void => {
    if (Array.isArray(value)) {
      if (!pointInto(reading.points, address, key, value)) for (const one of value) if (isScalar(one)) reading.passages.push({ where: address, text: `${key}: ${one}`, about: around })
      const records = value.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
      if (records.length > 1) reading.sequences.push({ where: `${address} ${key}`, items: records.map((one) => scalarsIn(one).map(String)) })
      for (const one of value) if (!isScalar(one) && key !== 'coordinates') walk(one, key, around)
      return
    }
    if (typeof value !== 'object' || value === null) return
    if ('type' in value && value.type === 'MultiPoint' && 'coordinates' in value && Array.isArray(value.coordinates)) for (const pair of value.coordinates) if (Array.isArray(pair)) pointInto(reading.points, address, '', pair)
    const own = Object.entries(value).filter(([, one]) => isScalar(one))
    const about = [...own.map(([name, one]) => `${name}: ${one}`), ...around]
    for (const [name, one] of own) reading.passages.push({ where: address, text: `${name}: ${one}`, about: about.filter((text) => text !== `${name}: ${one}`) })
    recordPoint(reading.points, address, Object.fromEntries(own))
    for (const [name, one] of Object.entries(value)) if (!isScalar(one)) walk(one, name, [name, ...about])
  }
  walk(document, '', [address])
  return reading
}

const scalarsIn = (value: unknown, depth = 0): Scalar[] => (isScalar(value) ? [value] : typeof value === 'object' && value !== null && depth < 3 ? Object.entries(value).flatMap(([name, one]) => (name === 'coordinates' ? [] : scalarsIn(one, depth + 1))) : [])

/** [x, y] alone is a point; a list of such pairs is the border of something or a line. */
function pointInto(points: TextPoint[], where: string, key: string, value: readonly unknown[]): boolean {
  const [x, y] = value
  if (typeof x !== 'number' || typeof y !== 'number' || value.length > 3 || key === 'bbox' || !inTheNetherlands(x, y)) return false
  points.push({ where, x, y })
  return true
}

/** Corners of what a table covers, and numbers of systems. */
const extent = /^(min|max)_|srs|organization|definition/

/** Fields of one record that together are a point, whatever they are called. */
function recordPoint(points: TextPoint[], where: string, record: Record<string, Scalar>): void {
  const numbers = Object.entries(record).filter(([name, value]) => typeof value !== 'boolean' && value !== '' && !extent.test(name)).map(([, value]) => Number(value)).filter(Number.isFinite)
  for (const [i, one] of numbers.entries()) for (const other of numbers.slice(i + 1)) for (const [x, y] of [[one, other], [other, one]] as const) if (inTheNetherlands(x, y)) points.push({ where, x, y })
}

const inTheNetherlands = (x: number, y: number): boolean => (x > 3 && x < 7.4 && y > 50.6 && y < 53.7 && !(Number.isInteger(x) && Number.isInteger(y))) || (x > 10_000 && x < 280_000 && y > 305_000 && y < 625_000)

/** Every cell of a CSV table under the name of its column; about it: the other cells of its row, then the address. */
export function csvPassages(address: string, text: string): Reading {
  const rows = parse(text, { bom: true, relax_column_count: true, delimiter: [',', ';'] }) as string[][]
  const [head = [], ...lines] = rows
  return tablePassages(address, head, lines)
}

/** A table of any origin: its columns by name, its rows as text. */
export function tablePassages(where: string, head: readonly string[], lines: readonly (readonly string[])[]): Reading {
  const passages: Passage[] = []
  const points: TextPoint[] = []
  for (const line of lines) {
    const named = line.map((cell, i) => `${head[i] ?? ''}: ${cell}`)
    for (const [i, text] of named.entries()) passages.push({ where, text, about: [...named.filter((_, other) => other !== i), where] })
    recordPoint(points, where, Object.fromEntries(line.map((cell, i) => [head[i] || String(i), cell])))
  }
  const sequences: Sequence[] = lines.length > 1 ? [{ where, items: lines }] : []
  return { passages, sequences, points }
}
