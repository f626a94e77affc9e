import { z } from 'zod'
import type { Rungs, Told } from '@/lib/analysis/ladder'
import type { MapClass } from '@/lib/domain/definition'
import { filterParams } from '@/lib/domain/params'

const whole = (what: string) => z.string().regex(/^\d{1,15}$/, `verwacht: ${what}`).transform(Number)

/** What may be asked of the ladder. */
export const ladderParams = z.strictObject({
  gemeente: filterParams.shape.gemeente,
  organisation: whole('het nummer van een organisatie').optional(),
  year: z.string().regex(/^20\d{2}$/, 'verwacht: een jaar, zoals 2026').transform(Number).optional(),
  theme: filterParams.shape.theme,
  selected: filterParams.shape.selected,
  per: z.enum(['line', 'buurt'], 'verwacht: line of buurt').default('line'),
  format: z.enum(['json', 'csv'], 'verwacht: json of csv').default('json'),
})
export type LadderParams = z.infer<typeof ladderParams>

export type LineAnswer = Told & {
  id: number
  agreement: number
  agreementTitle: string
  organisation: number
  organisationName: string
  description: string
  theme: string
  themeLabel: string
  /** Dutch: "Visbuurt", "West", "hele gemeente" */
  place: string
  level: 'buurt' | 'werkgebied' | 'gemeente'
  /** the buurten that it covers in these boundaries */
  buurtCodes: string[]
  frequency: string | null
}
type CellAnswer = Told & { buurtCode: string; buurtName: string; theme: string; themeLabel: string; apportioned: boolean }

export type LadderAnswer = {
  meta: {
    gemeente: { code: string; name: string; fictional: boolean }
    boundaryYear: number
    year: number
    /** the day that decides what has begun and what is fresh */
    on: string
    /** years with agreements, newest first */
    years: number[]
    organisation: { id: number; name: string } | null
    /** agreements of this year that are still a concept: they do not count */
    concepts: number
    method: string
  }
  /** the sum of the lines shown */
  total: Told
  lines: LineAnswer[]
  cells: CellAnswer[]
  /** hours of the whole question that lie in no buurt of these boundaries, and those of activities without a line (part of the cells) */
  elsewhere: Rungs
  withoutLine: Rungs
}

export type WorkClass = 'works' | 'agreed' | 'wide' | 'none'
export const workClasses = [
  { id: 'works', label: 'activiteit in deze buurt', fill: { light: '#41879a', dark: '#58a6b8' }, pattern: 'none' },
  { id: 'agreed', label: 'afspraak, nog geen activiteit', fill: { light: '#b5d3d8', dark: '#245664' }, pattern: 'sparse-hatch' },
  { id: 'wide', label: 'alleen voor de hele gemeente', fill: { light: '#f2f0eb', dark: '#2a2d31' }, pattern: 'dots' },
  { id: 'none', label: 'niet in deze buurt', fill: null, pattern: 'none' },
] as const satisfies readonly MapClass<WorkClass>[]

/** Where the organisation works: one buurt. */
export type WorkRow = { code: string; name: string; water: boolean; inhabitants: number | null; werkgebied: string | null; activities: number; lines: number; themes: string[]; class: WorkClass }

/** Another organisation on the same theme in the same buurten. Never what it costs. */
export type OtherRow = {
  organisation: number
  organisationName: string
  theme: string
  themeLabel: string
  buurten: string[]
  /** the other works in the whole gemeente */
  wide: boolean
  activities: { id: number; name: string }[]
  cooperates: boolean
  /** own activities there, to mark as done together */
  own: { id: number; version: number; name: string; cooperationWith: number[] }[]
}

export type OrganisationAnswer = {
  ladder: LadderAnswer
  /** false for an organisation that looks at another: agreements stay out of sight */
  seesAgreements: boolean
  mayMark: boolean
  where: WorkRow[]
  others: OtherRow[]
}
