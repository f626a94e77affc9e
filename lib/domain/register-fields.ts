import { z } from 'zod'
import './params' // in the browser zod may not make code; set there
import { isDate } from './period'
import type { Field, RegisterId, RegisterRecord, RuleProblem, ShortList } from './register'

type Extra = Partial<Omit<Field, 'type' | 'label' | 'schema' | 'required'>>
type Options = Extra & { required?: boolean }

/** Ends the definition of a field: empty is allowed unless it is required, and says so in Dutch. */
function field(type: Field['type'], label: string, schema: z.ZodType, { required = false, ...extra }: Options): Field {
  const message = `${label} ontbreekt`
  return { type, label, required, schema: required ? z.any().refine((v) => v !== null && v !== undefined && v !== '', message).pipe(schema) : schema.nullable().default(null), ...extra }
}

const noControls = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/
const words = (label: string, max: number, one: boolean) =>
  z.string(`${label}: verwacht tekst`).trim().min(1, `${label} ontbreekt`).max(max, `${label}: hoogstens ${max} tekens`).regex(one ? /^[^\r\n]*$/ : /[\s\S]*/, `${label}: verwacht één regel`).regex(noControls, `${label}: er staan onzichtbare tekens in`)

export const text = (label: string, options: Options & { max?: number } = {}): Field => { const { max = 120, ...rest } = options; return field('text', label, words(label, max, true), { max, ...rest }) }
export const paragraph = (label: string, options: Options & { max?: number } = {}): Field => { const { max = 2000, ...rest } = options; return field('paragraph', label, words(label, max, false), { freeText: true, max, ...rest }) }
export const date = (label: string, options: Options = {}): Field => field('date', label, z.string(`${label}: verwacht een datum`).refine(isDate, `${label}: verwacht een datum die bestaat, als jjjj-mm-dd`).meta({ format: 'date' }), options)
export const time = (label: string, options: Options = {}): Field => field('time', label, z.string(`${label}: verwacht een tijd`).regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${label}: verwacht een tijd als 14:30`), options)

export const number = (label: string, options: Options & { min?: number; max?: number; unit?: string } = {}): Field => {
  const { min = 0, max = 1e9, unit = '', ...rest } = options
  return field('number', label, z.number(`${label}: verwacht een getal`).min(min, `${label}: verwacht ${min} of meer${unit}`).max(max, `${label}: verwacht hoogstens ${max}${unit}`), rest)
}
export const integer = (label: string, options: Options & { min?: number; max?: number } = {}): Field => {
  const { min = 0, max = 1e9, ...rest } = options
  return field('integer', label, z.number(`${label}: verwacht een getal`).int(`${label}: verwacht een heel getal`).min(min, `${label}: verwacht ${min} of meer`).max(max, `${label}: verwacht hoogstens ${max}`), rest)
}
/** Euro with two decimals. */
export const eur = (label: string, options: Options = {}): Field =>
  field('eur', label, z.number(`${label}: verwacht een bedrag`).min(0, `${label}: verwacht € 0 of meer`).max(1e10, `${label}: verwacht hoogstens € 10 miljard`).refine((v) => Math.abs(v * 100 - Math.round(v * 100)) < 1e-6, `${label}: verwacht hoogstens twee cijfers achter de komma`), options)

/** Yes or no; never empty. */
export const yesno = (label: string, options: Extra & { start?: boolean } = {}): Field => ({ type: 'yesno', label, required: false, schema: z.boolean(`${label}: verwacht ja of nee`).default(options.start ?? false), start: false, ...options })

const among = (choices: Readonly<Record<string, string>>) => Object.keys(choices) as [string, ...string[]]
export const choice = (label: string, choices: Readonly<Record<string, string>>, options: Options = {}): Field => field('choice', label, z.enum(among(choices), `${label}: verwacht ${Object.keys(choices).join(', ')}`), { choices, ...options })
/** A list without repeats; empty list when nothing is chosen. */
export const choices = (label: string, of: Readonly<Record<string, string>>, options: Options = {}): Field => listOf('choices', label, z.enum(among(of), `${label}: verwacht ${Object.keys(of).join(', ')}`), { choices: of, ...options })

const id = (label: string) => z.number(`${label}: verwacht een nummer`).int().positive()
const slug = (label: string) => z.string(`${label}: verwacht een naam`).regex(/^[a-z0-9][a-z0-9-]{0,63}$/, `${label}: verwacht kleine letters, cijfers en streepjes`)
const keyOf = (label: string, to: RegisterId | ShortList): z.ZodType => (to === 'themes' || to === 'teams' ? slug(label) : id(label))
export const reference = (label: string, to: RegisterId | ShortList, options: Options = {}): Field => field('reference', label, keyOf(label, to), { to, ...options })
export const references = (label: string, to: RegisterId | ShortList, options: Options = {}): Field => listOf('references', label, keyOf(label, to), { to, ...options })

const buurtCode = (label: string) => z.string(`${label}: verwacht een buurtcode`).regex(/^BU\d{4}[0-9A-Z]{4}$/, `${label}: verwacht een buurtcode, BU en acht tekens`)
export const buurt = (label: string, options: Options = {}): Field => field('buurt', label, buurtCode(label), options)
export const buurten = (label: string, options: Options = {}): Field => listOf('buurten', label, buurtCode(label), options)

function listOf(type: Field['type'], label: string, one: z.ZodType, { required = false, ...extra }: Options): Field {
  const list = z.array(one, `${label}: verwacht een lijst`).max(200, `${label}: hoogstens 200`).transform((v) => [...new Set(v)])
  return { type, label, required, start: [], schema: required ? list.refine((v) => v.length > 0, `${label}: kies er minstens één`) : z.preprocess((v) => v ?? [], list), ...extra }
}

/** CRS84 degrees; whether it lies in the gemeente is for the database to say. */
export const point = (label: string, options: Options = {}): Field =>
  field('point', label, z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }, `${label}: verwacht {lon, lat} in graden`), options)

/** Checked further by `lib/analysis/schedule.ts`, which knows RRULE. */
export const schedule = (label: string, options: Options = {}): Field => field('schedule', label, z.string(`${label}: verwacht een herhaling`).regex(/^FREQ=[A-Z]+(;[A-Z]+=[A-Z0-9,+\-]+)*$/, `${label}: verwacht een herhaling volgens iCalendar, bijvoorbeeld FREQ=WEEKLY;BYDAY=TU`).max(300), options)

/** [from, to): the end is the first day on which it no longer holds. */
export function intervalRule(record: RegisterRecord, from = 'from', to = 'to'): RuleProblem[] {
  const [start, end] = [record[from], record[to]] as (string | null)[]
  return start && end && end <= start ? [{ field: to, message: `Einddatum (${end}) moet na de begindatum (${start}) liggen` }] : []
}

const shapes = new WeakMap<object, z.ZodObject>()

/** The schema of a whole record, without rules over several fields: for form, API and import. Unknown names are refused. */
export function recordSchema(fields: Readonly<Record<string, Field>>): z.ZodObject {
  let made = shapes.get(fields)
  if (!made) shapes.set(fields, (made = z.strictObject(Object.fromEntries(Object.entries(fields).filter(([, f]) => !f.readOnly).map(([name, f]) => [name, f.schema])))))
  return made
}
