import type { Phase } from '@/lib/domain/focus'
import type { RegisterItem } from '@/lib/domain/register-item'
import type { MeasureStatus } from '@/lib/domain/registers/measures'

export type Hours = { agreed: number; delivered: number; lastConfirmed: string | null }
type Counts = { total: number; done: number; running: number; late: number; open: number; handed: number; budgetEur: number }

/** One focus buurt on the page of all. */
export type HomeRow = {
  id: number; year: number; code: string; name: string; phase: Phase | null; next: { phase: Phase; from: string } | null; adoptedOn: string | null; participation: number | null
  /** null for who does not see measures */
  counts: Counts | null
  hours: Hours | null
  /** whether there is something to look back on, for who may see it */
  toResult: boolean
}
/** A buurt in aftercare with figures that are past their threshold again; `labels` are those figures. */
export type HomeRelapse = { period: number; labels: readonly string[] }
export type Home = { gemeente: { code: string; name: string; fictional: boolean }; today: string; cohorts: { year: number; budgetEur: number | null; plannedEur: number | null; rows: HomeRow[] }[]; mayAdd: boolean; /** whether the reader sees proposals and decisions */ seesDecisions: boolean }

export type Measure = {
  id: number; version: number; title: string; description: string | null; status: MeasureStatus; owner: string | null; /** as they are sent */ ownerFields: Record<string, string | number | null>; theme: string | null; themeSlug: string | null; place: 'point' | 'buurt'; point: { lon: number; lat: number } | null
  plannedFrom: string | null; plannedTo: string | null; doneOn: string | null; budgetEur: number | null; handedTo: string | null; handedOn: string | null
  late: boolean; /** the year in which it goes on */ carriedTo: number | null
  may: { update: boolean; delete: boolean }
}
export type Participation = { id: number; version: number; heldOn: string; kind: string; people: number | null; notes: string | null; may: { update: boolean; delete: boolean } }
type Option = { value: string; label: string }

export type Plan = {
  gemeente: { code: string; name: string; fictional: boolean; boundaryYear: number }
  today: string
  role: string
  period: RegisterItem
  year: number
  name: string
  phase: Phase | null
  starts: { phase: Phase; from: string }[]
  next: { phase: Phase; from: string } | null
  /** whether there is something to look back on, for who may see it */
  toResult: boolean
  cohort: { budgetEur: number | null; /** measures of all its buurten together */ plannedEur: number }
  /** null for who does not see them */
  measures: Measure[] | null
  participation: Participation[] | null
  hours: Hours | null
  /** cohorts of this buurt or years after this one, in which a measure can go on */
  carryTo: { period: number; label: string }[]
  choices: { owners: Option[]; themes: Option[] }
  may: { addMeasure: boolean; addParticipation: boolean; progressOnly: boolean }
}
