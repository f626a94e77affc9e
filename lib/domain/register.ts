import type { z } from 'zod'

/**
 * A register: a list of things that people keep (organisations, activities, agreements ...). One definition gives the list, the form, the API, the
 * export, the import and the history their fields, words and rules; nothing of it is said twice.
 */
export const registerIds = ['organisations', 'services', 'venues', 'activities', 'agreements', 'agreement-lines', 'deliveries', 'visits', 'initiatives', 'cohorts', 'focus-periods', 'measures', 'participation', 'wijkplatforms', 'platform-meetings', 'platform-actions'] as const
export type RegisterId = (typeof registerIds)[number]

/** Registers that stand beside each other on the screen, apart from the others. */
export const focusRegisters: readonly RegisterId[] = ['cohorts', 'focus-periods', 'measures', 'participation']
export const networkRegisters: readonly RegisterId[] = ['wijkplatforms', 'platform-meetings', 'platform-actions']

type FieldType =
  | 'text' | 'paragraph' | 'date' | 'time' | 'number' | 'integer' | 'eur' | 'yesno' | 'choice' | 'choices'
  /** an RRULE of RFC 5545, without DTSTART */
  | 'schedule'
  /** `{lon, lat}` in CRS84; the database keeps it in RD (EPSG:28992) */
  | 'point'
  /** the code of a buurt; a list of them */
  | 'buurt' | 'buurten'
  /** the id of a record of another register, or of a list below; a list of them */
  | 'reference' | 'references'

/** Short lists that are data but no register: slug or id with a name. */
export type ShortList = 'themes' | 'werkgebieden' | 'teams' | 'advisers'

export type Field = {
  type: FieldType
  /** Dutch, as above the box and the column */
  label: string
  /** Dutch, under the label of the form */
  help?: string
  /** one value; already turned into the type that it has in JSON. Empty text is null before it comes here */
  schema: z.ZodType
  required: boolean
  /** value -> Dutch, for `choice` and `choices` */
  choices?: Readonly<Record<string, string>>
  /** where a reference points */
  to?: RegisterId | ShortList
  /** shown as a column of the list, in the order of the fields */
  list?: boolean
  /** may be sorted on, under its name: `sort=name`, `sort=-name` */
  sort?: boolean
  /** may be filtered on, under its name */
  filter?: boolean
  /** may be changed for many records at once */
  bulk?: boolean
  /** kept by the database or the program; shown and exported, never taken from outside */
  readOnly?: boolean
  /** the longest text, in characters */
  max?: number
  /** free text that people read: the check on personal data looks at it */
  freeText?: boolean
  /** default of a new record in the form */
  start?: unknown
}

export type RuleProblem = { field: string; message: string }
/** A record as JSON: field name (camelCase) -> value; null for what is empty. */
export type RegisterRecord = Record<string, unknown>

export type Register = {
  id: RegisterId
  /** table in the database */
  table: string
  /** page: `/{slug}` */
  slug: string
  /** Dutch: "Organisaties", "organisatie", "de organisatie" */
  title: string
  one: string
  the: string
  /** one sentence: what stands here */
  question: string
  /** the field that names a record in lists, links and messages; several are joined with " - " */
  nameFields: readonly string[]
  fields: Readonly<Record<string, Field>>
  /** rules over several fields, on a record whose fields are each right */
  rules?: (record: RegisterRecord) => RuleProblem[]
  /** filters that are no field: Dutch labels by name; lib/db knows what they mean */
  filters?: Readonly<Record<string, string>>
  /** default order */
  order: string
  /** where records lie on the map: by themselves, by another register, or not */
  place?: 'point' | 'venue' | 'buurt'
}

/** What every record has besides its own fields. `version` counts changes: who saves names the version that was read. */
export type RecordFrame = {
  id: number
  version: number
  source: string
  sourceId: string
  createdAt: string
  updatedAt: string
  /** role or organisation of who changed it last, never a person's name */
  updatedBy: string | null
}

/** snake_case name of a field: its column in the database, in templates and in CSV. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
