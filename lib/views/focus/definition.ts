import { z } from 'zod'
import type { MapClass, ViewDefinition } from '@/lib/domain/definition'
import { phaseLabels, phases, type Phase } from '@/lib/domain/focus'
import { date, filterParams, screenParams } from '@/lib/domain/params'
import { boundaries, ownSource } from '@/lib/domain/sources'

export type ClassId = Phase | 'never'

/** Plan: outline and light. Uitvoering: solid. Nazorg: muted. What is still to come is hatched. */
export const classes = [
  { id: 'plan', label: phaseLabels.plan, fill: { light: '#d6e8e4', dark: '#23433f' }, pattern: 'outline' },
  { id: 'execution', label: phaseLabels.execution, fill: { light: '#3f9187', dark: '#4fa89d' }, pattern: 'none' },
  { id: 'aftercare', label: phaseLabels.aftercare, fill: { light: '#bfcac8', dark: '#3b4a49' }, pattern: 'dots' },
  { id: 'decided', label: phaseLabels.decided, fill: { light: '#ecdfb8', dark: '#4f4525' }, pattern: 'hatch' },
  { id: 'proposed', label: phaseLabels.proposed, fill: { light: '#f3ecd8', dark: '#3a3524' }, pattern: 'sparse-hatch' },
  { id: 'regular', label: phaseLabels.regular, fill: { light: '#e6e8e6', dark: '#2f3332' }, pattern: 'none' },
  { id: 'never', label: 'nooit focusbuurt', fill: null, pattern: 'none' },
] as const satisfies readonly MapClass<ClassId>[]

const sorts = ['name', '-name', 'phase', '-phase', 'year', '-year', 'next', '-next', 'measures', '-measures', 'late', '-late', 'inhabitants', '-inhabitants'] as const
export const params = z.strictObject({
  ...filterParams.shape,
  /** the day that is shown; a day to come shows what is planned */
  on: date.optional(),
  phase: z.enum([...phases, 'never'], `verwacht: ${phases.join(', ')}, never`).optional(),
  year: z.string().regex(/^20\d\d$/, 'verwacht: een jaar van vier cijfers').optional(),
  sort: z.enum(sorts, `verwacht: ${sorts.join(', ')}`).optional(),
  map: screenParams.shape.map,
})
export type Params = z.infer<typeof params>

/** Plain values only: the row is also a line of the CSV. */
export type AreaRow = {
  code: string
  name: string
  wijkName: string | null
  werkgebied: string | null
  inhabitants: number | null
  class: ClassId
  /** year of the cohort of that phase */
  year: number | null
  /** when that phase began, and what comes next: yyyy-mm-dd */
  since: string | null
  next: Phase | null
  nextOn: string | null
  /** every cohort that it was or is in, until the day shown */
  cohorts: string
  /** of the cohort shown, today; null where there is none, or for who does not see measures */
  measures: number | null
  done: number | null
  late: number | null
  open: number | null
}

/** One focus buurt in one cohort: what the API calls a finding of this map. */
export type FocusRow = {
  id: number
  code: string
  name: string
  /** buurten of the boundaries shown */
  codes: string[]
  year: number
  phase: Phase | null
  starts: { phase: Phase; from: string }[]
  adoptedOn: string | null
  reasonAgain: string | null
  goal: string | null
  measures: { total: number; done: number; running: number; late: number; open: number; handed: number; participation: number } | null
}

export type Answer = {
  view: 'focus'
  params: Params
  meta: {
    gemeente: { code: string; name: string; fictional: boolean }
    boundaryYear: number
    on: string
    from: string
    to: string
    today: string
    n: number
    ignored: string[]
    asOf: string
    method: string
  }
  choices: { gemeenten: { code: string; name: string }[]; werkgebieden: { slug: string; name: string }[]; years: number[]; /** first and last day on which something changes */ days: { first: string; last: string } }
  areas: AreaRow[]
  findings: FocusRow[]
  /** years beside each other; per focus buurt its phase on 1 July of each */
  ring: { years: number[]; rows: { id: number; cells: (Phase | null)[] }[] }
}

const periodRows = ({ findings }: Answer): Record<string, string | number | null>[] =>
  findings.map((f) => ({ id: f.id, code: f.code, name: f.name, year: f.year, phase: f.phase, ...Object.fromEntries(phases.map((p) => [`${p}From`, f.starts.find((s) => s.phase === p)?.from ?? null])), adoptedOn: f.adoptedOn, measures: f.measures?.total ?? null, done: f.measures?.done ?? null, late: f.measures?.late ?? null, open: f.measures?.open ?? null }))

export const focus: ViewDefinition = {
  id: 'focus',
  slug: 'focus',
  title: 'Focusbuurten',
  question: 'Welke buurt is wanneer focusbuurt, en in welke fase?',
  params,
  classes,
  tables: { findings: periodRows as (answer: never) => Record<string, string | number | null>[] },
  sources: [
    ownSource('Cohorten, focusbuurten en maatregelen van programma 9'),
    boundaries,
  ],
  method: {
    version: 'focus 1',
    data: 'Per cohort de buurten die zijn voorgedragen en waarover het college besloot, met de dag waarop het plan, de uitvoering en de nazorg begint.',
    period: 'Een dag. De fase volgt uit de datums en wisselt om middernacht, Nederlandse tijd. Een latere dag dan vandaag toont wat nu gepland is.',
    rule: 'Elke datum is de eerste dag van een fase. Jaar 1 is het plan, jaar 2 de uitvoering, daarna drie jaar nazorg of zo lang als is afgesproken. Is een buurt in twee cohorten, dan toont de kaart wat er gebeurt: uitvoering voor plan, plan voor besluit, besluit voor nazorg. Na een nieuwe indeling gaat de geschiedenis mee naar elke buurt die voor meer dan de helft uit de oude komt, of waar de oude voor meer dan de helft in ligt.',
    limits: 'De kaart zegt niet of het helpt, en niet of een buurt het meer nodig heeft dan een andere. De stand van de maatregelen is die van vandaag, ook als u een andere dag kiest.',
  },
}
