import { dateInAmsterdam } from '@/lib/domain/period'
import { crs84, crsList, rd, rdExtent, type Crs } from '../crs'
import type { Box } from '../extent'
import { words } from './words'

export const limits = { start: 10, most: 1000 } as const
export const itemsParams = ['limit', 'offset', 'bbox', 'bbox-crs', 'crs', 'datetime', 'f'] as const
export const itemParams = ['crs', 'f'] as const
export const otherParams = ['f'] as const

/** Days, both of them inside; null is no limit. */
export type Days = { from: string | null; to: string | null }
export type Query = { limit: number; offset: number; bbox: { box: Box; crs: Crs } | null; crs: Crs; days: Days | null }
export type Wrong = { name: string; message: string }

const w = words.problem
/** What was given cannot be read. */
class Bad {
  constructor(readonly message: string) {}
}

/** What is asked, or everything that is wrong with it: a name that is unknown here or given twice is wrong too (OGC 17-069r4, 7.4). */
export function readQuery(search: URLSearchParams, allowed: readonly string[]): { query: Query } | { wrong: Wrong[] } {
  const wrong: Wrong[] = []
  for (const name of new Set(search.keys())) {
    if (!allowed.includes(name)) wrong.push({ name, message: w.unknown(allowed) })
    else if (search.getAll(name).length > 1) wrong.push({ name, message: w.repeated })
  }
  const value = <T>(name: string, otherwise: T, read: (text: string) => T | Bad): T => {
    const text = search.get(name)
    if (text === null || !allowed.includes(name)) return otherwise
    const answer = read(text)
    if (!(answer instanceof Bad)) return answer
    wrong.push({ name, message: answer.message })
    return otherwise
  }
  value('f', null, (text) => (text === 'json' ? null : new Bad(w.format(['json']))))
  const bboxCrs = value<Crs>('bbox-crs', crs84, readCrs)
  const query: Query = {
    limit: Math.min(limits.most, value<number>('limit', limits.start, (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : new Bad(w.limit)))),
    offset: value<number>('offset', 0, (text) => (/^\d{1,9}$/.test(text) ? Number(text) : new Bad(w.offset))),
    bbox: value<Query['bbox']>('bbox', null, (text) => readBox(text, bboxCrs)),
    crs: value<Crs>('crs', crs84, readCrs),
    days: value<Days | null>('datetime', null, readDays),
  }
  return wrong.length === 0 ? { query } : { wrong }
}

const readCrs = (text: string): Crs | Bad => crsList.find((c) => c === text) ?? new Bad(w.crs(crsList))

/** Of six numbers the heights are left out: everything lies on the ground. */
function readBox(text: string, crs: Crs): { box: Box; crs: Crs } | Bad {
  const parts = text.split(',').map((part) => part.trim())
  if (![4, 6].includes(parts.length) || !parts.every((part) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(part))) return new Bad(w.bbox)
  const numbers = parts.map(Number)
  const [west, south, east, north] = (numbers.length === 4 ? numbers : [numbers[0]!, numbers[1]!, numbers[3]!, numbers[4]!]) as Box
  if (crs === crs84 && (Math.max(Math.abs(west), Math.abs(east)) > 180 || Math.max(Math.abs(south), Math.abs(north)) > 90)) return new Bad(w.bboxDegrees)
  // In degrees a box from east to west goes around the other side of the earth (7.15.3).
  if (south > north || (crs === rd && west > east)) return new Bad(w.bboxOrder)
  if (crs === rd && (east < rdExtent[0] || west > rdExtent[2] || north < rdExtent[1] || south > rdExtent[3])) return new Bad(w.bboxRd)
  return { box: [west, south, east, north], crs }
}

/** A moment counts as the day that it is in Amsterdam. */
function readDays(text: string): Days | Bad {
  const parts = text.split('/')
  if (parts.length > 2) return new Bad(w.datetime)
  const ends = parts.map((part) => (parts.length === 2 && (part === '' || part === '..') ? null : dayOf(part)))
  if (ends.includes(undefined)) return new Bad(w.datetime)
  const [from, to] = [ends[0] ?? null, ends.at(-1) ?? null]
  return from !== null && to !== null && from > to ? new Bad(w.datetimeOrder) : { from, to }
}

/** Undefined when it is neither a day nor a moment. */
function dayOf(text: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return exists(text) ? text : undefined
  const moment = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i.exec(text)
  if (!moment || !exists(moment[1]!)) return undefined
  // JavaScript knows no leap second: the last second before it is the same day.
  const date = new Date(text.replace(/:60(?=[.Z+-])/i, ':59'))
  return Number.isNaN(date.getTime()) ? undefined : dateInAmsterdam(date)
}

function exists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}
