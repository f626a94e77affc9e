import { checkFreeText } from '@/lib/domain/free-text'
import type { Channel, SignalItem } from '@/lib/domain/signal'
import { channelLabels, kindLabels } from '@/lib/domain/signal'
import type { Lists, Waiting } from '@/lib/ui/outbox/store'
import { words } from './words'

export type Place = { how: 'here' | 'map'; lon: number; lat: number; accuracyM?: number } | { how: 'buurt'; code: string }

/** What stands in the form; nothing is kept of it until it is saved. */
export type Draft = {
  theme: string | null
  kind: SignalItem['kind'] | null
  place: Place | null
  accuracy: SignalItem['accuracy']
  channel: Channel
  evidence: SignalItem['evidence']
  audience: SignalItem['audience']
  day: string
  note: string
  confirmed: boolean
}

/** What a resident says is not what one saw oneself. */
export const evidenceOf = (channel: Channel): SignalItem['evidence'] => (channel === 'ronde' ? 'waarneming' : 'beleving')

export const emptyDraft = (today: string, channel: Channel = 'gesprek'): Draft => ({
  theme: null, kind: null, place: null, accuracy: 'punt', channel, evidence: evidenceOf(channel), audience: 'internal', day: today, note: '', confirmed: false,
})

export const isSensitive = (draft: Draft, lists: Lists): boolean => lists.themes.find((t) => t.slug === draft.theme)?.sensitive ?? false

/** How precisely it is kept: without a point, and at a sensitive theme, the buurt only. */
export const accuracyOf = (draft: Draft, lists: Lists): SignalItem['accuracy'] => (isSensitive(draft, lists) || draft.place === null || draft.place.how === 'buurt' ? 'buurt' : draft.accuracy)

export type Faults = Partial<Record<'theme' | 'kind' | 'place' | 'day' | 'note', string>>

/** What is missing or may not be kept, per field. */
export function faultsOf(draft: Draft, lists: Lists, today: string): Faults {
  const text = isSensitive(draft, lists) ? null : checkFreeText(draft.note, draft.confirmed)
  return {
    ...(draft.theme === null && { theme: words.missing.theme }),
    ...(draft.kind === null && { kind: words.missing.kind }),
    ...(draft.place === null && { place: words.missing.place }),
    ...((draft.day === '' || draft.day > today) && { day: words.missing.day }),
    ...(text && !text.ok && { note: text.problem.message }),
  }
}

/** The draft as it waits and is sent. A sensitive theme takes no text along, and a point only where the buurt must be found from it. */
export function toWaiting(draft: Draft, lists: Lists, sourceId: string, at: Date): Waiting {
  const { theme, kind, place } = draft
  if (theme === null || kind === null || place === null) throw new Error('a draft without theme, kind or place')
  const sensitive = isSensitive(draft, lists)
  const note = sensitive ? '' : draft.note.trim()
  const label = lists.themes.find((t) => t.slug === theme)?.label ?? theme
  return {
    sourceId,
    account: lists.account,
    at: at.toISOString(),
    title: `${kindLabels[kind]} ${label.toLowerCase()}`,
    place: place.how === 'buurt' ? (lists.buurten.find((b) => b.code === place.code)?.name ?? place.code) : place.how === 'here' ? words.here : words.onMap,
    refused: null,
    body: {
      sourceId, gemeente: lists.gemeente.code, theme, kind, observedOn: draft.day, accuracy: accuracyOf(draft, lists), channel: draft.channel, evidence: draft.evidence, audience: draft.audience,
      ...(place.how === 'buurt' ? { buurtCode: place.code } : { lon: round(place.lon), lat: round(place.lat) }),
      ...(note ? { note, confirmText: draft.confirmed } : {}),
    },
  }
}

/** 6 decimals: about 0.1 m. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

/** Back into the form, to correct what was refused. */
export function toDraft({ body }: Waiting): Draft {
  return {
    theme: body.theme, kind: body.kind,
    place: body.buurtCode ? { how: 'buurt', code: body.buurtCode } : body.lon !== undefined && body.lat !== undefined ? { how: 'map', lon: body.lon, lat: body.lat } : null,
    accuracy: body.accuracy, channel: body.channel in channelLabels ? body.channel : 'anders', evidence: body.evidence ?? 'waarneming', audience: body.audience ?? 'internal', day: body.observedOn, note: body.note ?? '', confirmed: false,
  }
}
