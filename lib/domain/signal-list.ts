import { z } from 'zod'
import { filterParams, screenParams } from './params'
import { channelLabels, statusLabels, type SignalItem } from './signal'

export const signalSorts = ['observedOn', '-observedOn', 'theme', '-theme', 'buurt', '-buurt', 'status', '-status'] as const
export type SignalSort = (typeof signalSorts)[number]

const among = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]], `verwacht: ${Object.keys(choices).join(', ')}`)

/** What the list of signals can be asked, by page, API and export alike. */
export const signalListParams = z.strictObject({
  ...filterParams.shape,
  status: among(statusLabels).optional(),
  channel: among(channelLabels).optional(),
  sort: z.enum(signalSorts, `verwacht: ${signalSorts.join(', ')}`).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number('verwacht: een getal').int().min(1, 'verwacht: 1 of meer').max(2000, 'verwacht: hoogstens 2000').optional(),
  /** which signal is open on the screen; changes nothing in the answer */
  signal: z.string().regex(/^\d{1,15}$/, 'verwacht: het nummer van een signaal').optional(),
  map: screenParams.shape.map,
})
export type SignalListParams = z.infer<typeof signalListParams>
export const signalListScreen = ['signal', 'map'] as const

/** `next` is the bookmark of the next page (`cursor`); null on the last one. */
export type SignalList = { items: SignalItem[]; total: number; next: string | null; /** how many of the whole list lie in each buurt; only asked for lists without a frame */ areas: { code: string; n: number }[] }
export type ListChoices = {
  themes: { slug: string; label: string }[]
  werkgebieden: { slug: string; name: string }[]
  buurten: { code: string; name: string; werkgebied: string | null; inhabitants: number | null }[]
  sources: string[]
}
/** Rows on one page of the screen. */
export const signalPageSize = 50
/** The most rows of one export. */
export const mostExported = 50_000

export const cursorOf = (last: { value: string; id: number } | null): string | null => (last === null ? null : toBase64Url(`${last.id}|${last.value}`))

/** null for text that is no cursor of ours for this order. */
export function readCursor(text: string, sort: SignalSort): { value: string; id: number } | null {
  const [, id = '', value = ''] = /^(\d{1,15})\|([\s\S]*)$/.exec(fromBase64Url(text)) ?? []
  if (id === '' || (sort.endsWith('observedOn') && !/^\d{4}-\d{2}-\d{2}$/.test(value))) return null
  return { id: Number(id), value }
}

const toBase64Url = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
function fromBase64Url(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)))
  } catch {
    return ''
  }
}
