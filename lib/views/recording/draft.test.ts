import { describe, expect, it } from 'vitest'
import { recordedSignal } from '@/lib/domain/signal'
import type { Lists } from '@/lib/ui/outbox/store'
import { accuracyOf, emptyDraft, faultsOf, toDraft, toWaiting, type Draft } from './draft'

const lists: Lists = { account: 'wijkmanager', gemeente: { code: 'GM9990', name: 'Proefstad' }, themes: [{ slug: 'zwerfafval', label: 'Zwerfafval', sensitive: false }, { slug: 'eenzaamheid', label: 'Eenzaamheid', sensitive: true }], buurten: [{ code: 'BU99900101', name: 'Aanleg' }], only: null }
const today = '2026-11-24'
const draft = (more: Partial<Draft> = {}): Draft => ({ ...emptyDraft(today), theme: 'zwerfafval', kind: 'knelpunt', place: { how: 'here', lon: 4.76012345678, lat: 52.9563, accuracyM: 12 }, ...more })
const id = '7d3f5e0a-8a1c-4a5b-9d7e-2f6c1b0a9e8d'
const waiting = (d: Draft) => toWaiting(d, lists, id, new Date('2026-11-24T10:00:00Z'))

describe('the form of a signal', () => {
  it('says what is missing, by field', () => {
    expect(Object.keys(faultsOf(emptyDraft(today), lists, today))).toEqual(['theme', 'kind', 'place'])
    expect(Object.keys(faultsOf(draft({ day: '2026-11-25' }), lists, today))).toEqual(['day'])
    expect(faultsOf(draft(), lists, today)).toEqual({})
  })
  it('keeps no text that names somebody, unless that was confirmed where it may be', () => {
    expect(faultsOf(draft({ note: 'bel 0612345678' }), lists, today).note).toContain('telefoonnummer')
    expect(faultsOf(draft({ note: 'bel 0612345678', confirmed: true }), lists, today).note).toBeDefined()
    expect(faultsOf(draft({ note: 'bij de Kerkstraat 12' }), lists, today).note).toContain('bevestig')
    expect(faultsOf(draft({ note: 'bij de Kerkstraat 12', confirmed: true }), lists, today)).toEqual({})
  })
  it('is a body that the API takes, with a place of about 0.1 m', () => {
    const { body } = waiting(draft({ note: ' rommel ' }))
    expect(recordedSignal.safeParse(body)).toMatchObject({ success: true })
    expect(body).toMatchObject({ lon: 4.760123, accuracy: 'punt', note: 'rommel', sourceId: id, evidence: 'beleving' })
  })
  it('a sensitive theme takes no text along and is kept by its buurt', () => {
    const d = draft({ theme: 'eenzaamheid', note: 'iets', accuracy: 'punt' })
    expect(accuracyOf(d, lists)).toBe('buurt')
    expect(waiting(d).body).toMatchObject({ accuracy: 'buurt' })
    expect(waiting(d).body.note).toBeUndefined()
    expect(faultsOf(draft({ theme: 'eenzaamheid', note: 'bel 0612345678' }), lists, today)).toEqual({})
  })
  it('a buurt from the list has no point, and comes back into the form as it was', () => {
    const d = draft({ place: { how: 'buurt', code: 'BU99900101' }, accuracy: 'straat', note: 'rommel', channel: 'spreekuur' })
    const w = waiting(d)
    expect(w).toMatchObject({ place: 'Aanleg', title: 'Knelpunt zwerfafval', body: { buurtCode: 'BU99900101', accuracy: 'buurt' } })
    expect(w.body.lon).toBeUndefined()
    expect(toDraft(w)).toMatchObject({ theme: 'zwerfafval', kind: 'knelpunt', place: { how: 'buurt', code: 'BU99900101' }, note: 'rommel', channel: 'spreekuur', confirmed: false })
  })
})
