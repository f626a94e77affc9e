import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/lib/domain/period'
import { ago, ladderSentence, words } from './words'

const on = '2026-11-24'
/** Words that say what work brought about; hours say nothing of that. */
const effect = /effect|resulta|impact|opbrengst|succes|verbeter|helpt|geholpen|bereikt|werkzaam|doelmatig|rendement|score|cijfer/i

describe('what the ladder says', () => {
  it('in one sentence (C4)', () => {
    expect(ladderSentence({ agreed: 400, delivered: 120, lastConfirmed: '2026-08-20' }, on)).toBe('120 van 400 uur geleverd, laatst bevestigd 3 maanden geleden')
    expect(ladderSentence({ agreed: 400, delivered: 0, lastConfirmed: null }, on)).toBe('0 van 400 uur geleverd, nog nooit bevestigd')
    expect(ladderSentence({ agreed: 0, delivered: 12.5, lastConfirmed: on }, on)).toBe('12,5 uur geleverd, zonder afspraak over uren, laatst bevestigd vandaag')
    expect(ladderSentence({ agreed: 1200, delivered: 1300, lastConfirmed: '2026-11-23' }, on)).toBe('1.300 van 1.200 uur geleverd, laatst bevestigd gisteren')
  })
  it('how long ago, in words', () => {
    expect(['2026-11-14', '2026-11-10', '2026-10-25', '2026-10-24', '2025-11-24', '2024-12-01', '2024-11-24', '2023-11-01'].map((d) => ago(d, on))).toEqual(
      ['10 dagen geleden', '2 weken geleden', '4 weken geleden', '1 maand geleden', '12 maanden geleden', '23 maanden geleden', '2 jaar geleden', '3 jaar geleden'])
  })
  it('never a word on effect, whatever the numbers', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.option(fc.integer({ min: 0, max: 2000 })), (agreed, delivered, days) => {
      const said = ladderSentence({ agreed, delivered, lastConfirmed: days === null ? null : addDays(on, -days) }, on)
      expect(said).not.toMatch(effect)
      expect(said).toMatch(/uur geleverd.*bevestigd/)
    }))
  })
  it('nor in any other text around it', () => {
    const texts = (part: unknown): string[] => (typeof part === 'string' ? [part] : typeof part === 'function' ? [String((part as (...a: unknown[]) => unknown)(1, 2))] : part && typeof part === 'object' ? Object.values(part).flatMap(texts) : [])
    const all = texts(words)
    expect(all.length).toBeGreaterThan(40)
    for (const text of all) expect(text).not.toMatch(effect)
    for (const wrong of ['het resultaat is goed', 'Effectief', 'impact']) expect(wrong).toMatch(effect)
  })
})
