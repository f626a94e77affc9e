import { describe, expect, it } from 'vitest'
import { closing, recordedSignal, signalChange } from './signal'
import { cursorOf, readCursor } from './signal-list'

const body = { sourceId: '7d3f5e0a-8a1c-4a5b-9d7e-2f6c1b0a9e8d', gemeente: 'GM9990', theme: 'zwerfafval', kind: 'kans', accuracy: 'buurt', observedOn: '2026-11-24', buurtCode: 'BU99900101', channel: 'gesprek' }
const wrong = (more: object): string[] => recordedSignal.safeParse({ ...body, ...more }).error?.issues.map((i) => i.path.join('.')) ?? []

describe('a signal that is recorded by hand', () => {
  it('needs a place, a point needs both numbers, and without a point only the buurt is known', () => {
    expect(wrong({})).toEqual([])
    expect(wrong({ buurtCode: undefined })).toEqual(['place'])
    expect(wrong({ lon: 4.7 })).toContain('lon')
    expect(wrong({ accuracy: 'punt' })).toEqual(['accuracy'])
    expect(wrong({ accuracy: 'punt', lon: 4.7, lat: 52.9 })).toEqual([])
    expect(wrong({ lon: 181, lat: 52.9 })).toEqual(['lon'])
    expect(wrong({ observedOn: '2026-02-30', theme: 'Geen Thema', sourceId: '1', extra: 1 }).sort()).toEqual(['', 'observedOn', 'sourceId', 'theme'])
  })
})

describe('a change of a signal', () => {
  const ok = (change: object): boolean => signalChange.safeParse(change).success
  it('closes with a reason only; a mistake is cancelled, never closed', () => {
    expect(ok({ status: 'closed' })).toBe(false)
    expect(ok({ status: 'closed', closeReason: 'opgelost' })).toBe(true)
    expect(ok({ status: 'closed', closeReason: 'vergissing' })).toBe(false)
    expect(ok({ status: 'cancelled', closeReason: 'opgelost' })).toBe(false)
    expect(ok({ status: 'open', closeReason: 'opgelost' })).toBe(false)
    expect(ok({ closeReason: 'opgelost' })).toBe(false)
    expect(ok({ status: 'open' })).toBe(true)
    for (const reason of ['opgelost', 'doorgegeven', 'geen_actie', 'vergissing'] as const) expect(ok(closing(reason)), reason).toBe(true)
  })
})

describe('the bookmark of a page', () => {
  it('comes back as it was, also with letters that are not ASCII, and others are refused', () => {
    for (const last of [{ value: '2026-11-24', id: 7 }, { value: 'Vijfhoek | zuid', id: 12 }, { value: 'Koegrås é', id: 1 }]) expect(readCursor(cursorOf(last)!, 'buurt')).toEqual(last)
    expect(readCursor(cursorOf({ value: 'Brink', id: 7 })!, '-observedOn')).toBeNull()
    expect(readCursor('onzin!', 'buurt')).toBeNull()
    expect(readCursor('', 'buurt')).toBeNull()
  })
})
