import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { focusPhase, phases } from '@/lib/domain/focus'
import { focusFigures, resultCohort } from './figures-focus'
import { makeFocus } from './focus'
import { demoBase } from './index'

const asOf = '2026-11-01'
const base = demoBase({ asOf })
const nameOf = (code: string) => base.areas.find((a) => a.code === code)!.name

describe('focus buurten of the demo', () => {
  const focus = makeFocus(base, asOf, 'O-1')

  it('are in the phase that is planted, and every phase occurs', () => {
    const found = focus.periods.map((p) => [nameOf(p.buurtCode), focusPhase(p, asOf)])
    expect(found).toEqual(focus.planted.map((p) => [p.buurt, p.phase]))
    expect(new Set(found.map(([, phase]) => phase))).toEqual(new Set(phases))
  })

  it('hold on any last day: dates follow one another and samenspraak was before the plan was adopted', () => {
    for (const day of ['2026-01-01', '2026-01-02', '2027-06-15', '2028-02-29', '2028-12-31']) {
      const made = makeFocus(base, day, 'O-1')
      expect(made.periods.map((p) => focusPhase(p, day)), day).toEqual(made.planted.map((p) => p.phase))
      for (const p of made.periods) {
        const held = made.participation.filter((x) => x.of === `${p.year}-${p.buurtCode}`)
        if (p.adoptedOn) expect(held.some((x) => x.heldOn <= p.adoptedOn!), day).toBe(true)
        for (const x of held) expect(x.heldOn <= day && x.heldOn >= p.planFrom!, `${day} ${x.heldOn}`).toBe(true)
      }
      for (const m of made.measures) expect(m.theme === null || base.themes.some((t) => t.slug === m.theme), m.title).toBe(true)
      for (const m of made.measures) expect([m.plannedTo > m.plannedFrom, (m.status === 'done') === (m.doneOn !== null)], `${day} ${m.sourceId}`).toEqual([true, true])
    }
  })

  it('hold the cohort whose result stands in the figures, whatever the last day', () => {
    for (const day of ['2026-01-01', '2027-06-15', '2028-12-31'])
      expect(makeFocus(base, day, 'O-1').periods.filter((p) => p.year === resultCohort && focusFigures.some((f) => f.buurt === nameOf(p.buurtCode))).map((p) => [nameOf(p.buurtCode), p.planFrom, p.aftercareFrom]), day).toEqual(focusFigures.map((f) => [f.buurt, `${resultCohort}-01-01`, `${resultCohort + 2}-01-01`]))
  })

  it('are described in docs/demo.md', () => {
    const text = readFileSync(fileURLToPath(new URL('../../docs/demo.md', import.meta.url)), 'utf8')
    for (const p of focus.planted) expect(text).toContain(`| \`${p.id}\` | ${p.buurt} | ${p.phase} | ${p.what} |`)
  })
})
