import { z } from 'zod'
import type { MapClass, ViewDefinition } from '@/lib/domain/definition'
import { filterParams, screenParams } from '@/lib/domain/params'
import { routes } from '@/lib/domain/registers/initiatives'
import { ownSource } from '@/lib/domain/sources'

export type ClassId = 'late-many' | 'late' | 'open' | 'done' | 'none' | 'not-visible'

/** Lateness in words and patterns; finished and none are calm, and not the same. */
export const classes = [
  { id: 'late-many', label: '3 of meer te laat', fill: { light: '#d9834f', dark: '#b8622f' }, pattern: 'hatch' },
  { id: 'late', label: '1 of 2 te laat', fill: { light: '#f3cfae', dark: '#6d4428' }, pattern: 'sparse-hatch' },
  { id: 'open', label: 'open, op tijd', fill: { light: '#9cc5cd', dark: '#2a6473' }, pattern: 'none' },
  { id: 'done', label: 'alles afgerond', fill: { light: '#e3eef0', dark: '#1d3a42' }, pattern: 'none' },
  { id: 'none', label: 'geen initiatieven', fill: null, pattern: 'none' },
  { id: 'not-visible', label: 'niet zichtbaar voor uw rol', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'dots' },
] as const satisfies readonly MapClass<ClassId>[]

/** What signals have and initiatives have not: refused with a reason, not ignored. */
const notHere = (what: string) => z.never(`initiatieven hebben geen ${what}`).optional()

export const params = z.strictObject({
  ...filterParams.shape,
  evidence: notHere('bewijssoort'),
  kind: notHere('soort'),
  route: z.enum(Object.keys(routes) as [keyof typeof routes], `verwacht: ${Object.keys(routes).join(', ')}`).optional(),
  map: screenParams.shape.map,
  sort: z.enum(['name', '-name', 'open', '-open', 'late', '-late']).optional(),
})
export type Params = z.infer<typeof params>

export type AreaRow = {
  code: string
  name: string
  werkgebied: string | null
  water: boolean
  inhabitants: number | null
  /** neither closed nor withdrawn; null when the reader sees none of this buurt */
  open: number | null
  /** of those: later than agreed with an owner or an answer */
  late: number | null
  /** closed or withdrawn */
  done: number | null
  /** middle of the days from receipt to owner, and to answer; null without any */
  medianOwnerDays: number | null
  medianAnswerDays: number | null
  class: ClassId
}

/** One initiative that is late. */
export type Late = { id: number; title: string; buurtCode: string | null; buurtName: string | null; route: string | null; receivedOn: string; /** days after the last day on time */ days: number; waitsFor: 'owner' | 'answer' }

export type Answer = {
  view: 'initiatives'
  params: Params
  meta: {
    gemeente: { code: string; name: string; fictional: boolean }
    boundaryYear: number
    /** days of receipt that are counted, [from, to) */
    from: string
    to: string
    /** the day that decides what is late */
    on: string
    /** all initiatives that are counted, in the buurten shown */
    n: number
    open: number
    late: number
    /** open ones that lie in no buurt of this boundary year */
    nElsewhere: number
    medianOwnerDays: number | null
    medianAnswerDays: number | null
    /** what this reader sees of it */
    sees: 'all' | 'without-care' | 'own-buurten' | 'own' | 'none'
    asOf: string
    method: string
  }
  choices: {
    gemeenten: { code: string; name: string }[]
    themes: { slug: string; label: string; sensitive: boolean }[]
    werkgebieden: { slug: string; name: string }[]
  }
  areas: AreaRow[]
  findings: Late[]
}

export const initiatives: ViewDefinition = {
  id: 'initiatives',
  slug: 'initiatieven',
  title: 'Initiatieven op de kaart',
  question: 'Waar wachten bewoners op een eigenaar of een antwoord?',
  params,
  classes: [...classes],
  sources: [ownSource('Initiatieven van bewoners, opgenomen door de gemeente', 'tot en met vandaag')],
  method: {
    version: 'initiatives 1',
    data: 'Alle initiatieven die u mag zien. De buurt volgt uit de plek op de kaart, of uit de buurt die is opgegeven, met de grenzen van het getoonde jaar.',
    period: 'Zonder periode alle initiatieven; met een periode die in die dagen zijn ontvangen. De einddatum telt niet mee.',
    rule: 'Te laat: langer dan 14 dagen zonder eigenaar, of geen antwoord op de afgesproken dag (zonder afspraak: zes weken na ontvangst). De laatste dag is nog op tijd. Dagen tot eigenaar en antwoord: het middelste getal.',
    limits: 'Een buurt zonder initiatieven is geen buurt zonder ideeën: niet elk plan bereikt de gemeente. Initiatieven bij Team Zorg tellen alleen mee voor wie ze mag zien. De dagen tot een eigenaar gaan over de eigenaar van nu.',
  },
}
