import { z } from 'zod'
import type { MapClass, ViewDefinition } from '@/lib/domain/definition'
import { filterParams, screenParams } from '@/lib/domain/params'
import { boundaries, ownSource } from '@/lib/domain/sources'

export type ClassId = 'within' | 'over' | 'no-target-1' | 'no-target-2' | 'no-target-3' | 'never' | 'withheld'

/**
 * Only a target that somebody set is judged, and then in words and a pattern: a calm colour where it is met, a warm one (never red) where it is not. Without a target
 * the colours only order, from grey to grey: low presence can be a choice (N7).
 */
export const classes = [
  { id: 'within', label: 'binnen doel', fill: { light: '#b5d9d3', dark: '#24564f' }, pattern: 'none' },
  { id: 'over', label: 'langer dan doel', fill: { light: '#f0d9a8', dark: '#5c4a1f' }, pattern: 'hatch' },
  { id: 'no-target-1', label: 'geen doel, bezocht in de laatste 4 weken', fill: { light: '#d8dde6', dark: '#4a5361' }, pattern: 'none' },
  { id: 'no-target-2', label: 'geen doel, 5 tot en met 12 weken geleden', fill: { light: '#e4e8ee', dark: '#3a424e' }, pattern: 'none' },
  { id: 'no-target-3', label: 'geen doel, langer dan 12 weken geleden', fill: { light: '#eff1f4', dark: '#2c333c' }, pattern: 'none' },
  { id: 'never', label: 'geen doel, nooit bezocht', fill: { light: '#eff1f4', dark: '#2c333c' }, pattern: 'dots' },
  { id: 'withheld', label: 'niet zichtbaar voor uw rol', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'sparse-hatch' },
] as const satisfies readonly MapClass<ClassId>[]

const sorts = ['name', '-name', 'days', '-days', 'targetWeeks', '-targetWeeks', 'visits', '-visits'] as const
export const params = z.strictObject({ ...filterParams.shape, sort: z.enum(sorts, `verwacht: ${sorts.join(', ')}`).optional(), map: screenParams.shape.map })
export type Params = z.infer<typeof params>

export type AreaRow = {
  code: string
  name: string
  wijkName: string | null
  werkgebied: string | null
  inhabitants: number | null
  class: ClassId
  /** yyyy-mm-dd; null when never, or not visible */
  lastVisit: string | null
  /** days since then, on the last day of the period; null when never, or not visible */
  days: number | null
  /** null when no target was set, or not visible */
  targetWeeks: number | null
  targetReason: string | null
  /** visits in the period; null when not visible */
  visits: number | null
}

export type Answer = {
  view: 'presence'
  params: Params
  meta: {
    gemeente: { code: string; name: string; fictional: boolean }
    boundaryYear: number
    /** [from, to): visits before `from` are not counted in `visits`, but do say when somebody was last there */
    from: string
    to: string
    /** buurten shown */
    n: number
    /** false for who sees no visits */
    visible: boolean
    asOf: string
    method: string
  }
  choices: { gemeenten: { code: string; name: string }[]; werkgebieden: { slug: string; name: string }[] }
  areas: AreaRow[]
  /** of the selected buurt: the last visit by each role */
  lastVisits: { role: string; kind: string; on: string }[]
  /** of the selected buurt: who set the target, and when */
  targetSet: { by: string | null; at: string } | null
  /** what this reader may do in the selected buurt */
  may: { record: boolean; target: boolean }
  findings: never[]
}

export const presence: ViewDefinition = {
  id: 'presence',
  slug: 'aanwezigheid',
  title: 'Aanwezigheid',
  question: 'Hoe lang is het geleden dat er iemand in de buurt was?',
  params,
  classes,
  sources: [
    ownSource('Bezoeken van wijkmanagers en anderen, per rol en nooit per persoon'),
    boundaries,
  ],
  method: {
    version: 'presence 1',
    data: 'Alle bezoeken die zijn vastgelegd, met de hand of door een import. Een bezoek dat later dan de laatste dag van de periode is gepland, telt niet.',
    period: 'De laatste dag van de periode telt als vandaag. Zonder periode is dat vandaag.',
    rule: 'Het aantal dagen sinds het laatste bezoek, tegen het doel van de buurt. Een doel van 2 weken is gehaald tot en met dag 14. Zonder doel is er geen oordeel.',
    limits: 'Een bezoek dat niemand opschrijft, telt niet mee. Lang geleden is niet altijd verkeerd: minder vaak komen kan een keuze zijn. Daarom oordeelt de kaart alleen waar een doel is gezet.',
  },
}
