import { z } from 'zod'
import { filterParams } from '@/lib/domain/params'
import { readWeights, writeWeights } from '@/lib/domain/focus-weights'
import { rotationQuestion, type HandChange, type RotationInput, type RotationQuestion, type RotationScenario, type RotationScenarioItem } from '@/lib/domain/rotation'
import type { RotationFault } from '@/lib/domain/rotation-rules'

export const method = {
  version: 'rotation 1',
  data: 'De criteria per buurt van de kandidaten (behoefte, ontwikkeling, dekking, energie van bewoners, werk in de openbare ruimte, rust), eerdere en vastgestelde focusbuurten, wijken en werkgebieden.',
  period: 'De jaren die u kiest. Wat vastligt, blijft staan. Een opgeslagen scenario houdt de gegevens van de dag waarop het is gemaakt.',
  rule:
    'Een focusbuurt duurt twee jaar: een jaar plan en een jaar uitvoering. Van alle roosters die aan uw regels voldoen, nemen wij het rooster waarin de buurten beginnen waar volgens uw weging de meeste redenen voor zijn, en liever eerder dan later: een jaar later telt een tiende minder. "Bewezen beste rooster" staat er alleen als geen enkel ander rooster beter is. Anders staat erbij hoeveel het hooguit scheelt. Kunnen niet alle regels tegelijk, dan wijken wij zo min mogelijk af: eerst van "elke wijk een keer", dan van het minimum per jaar, van de spreiding over wijken, van uw keuzes per buurt, van de ruimte per wijkmanager, en als laatste van het aantal per jaar. Rust, wat vastligt en "niet" blijven altijd staan. Wat van een buurt niet bekend is, telt half mee.',
  limits:
    'Het rooster is een hulpmiddel voor de keuze, geen besluit. De weging is van u: bij een andere weging hoort een ander rooster. Wij rekenen voor latere jaren met de gegevens van nu. Of er draagvlak is en of een organisatie tijd heeft, weet de berekening niet.',
}

const codes = '[A-Z]{2}\\d{8}'
const whole = z.string().regex(/^\d{1,4}$/, 'verwacht: een heel getal').optional()
const listOf = (part: string, expected: string) => z.string().max(3000).regex(new RegExp(`^${part}(,${part})*$`), `verwacht: ${expected}`).optional()
const limit = z.string().regex(/^(\d{1,2}|geen)$/, 'verwacht: een heel getal, of geen').optional()
const pairs = listOf(`${codes}~${codes}`, 'codes van twee buurten met ~ ertussen, met komma\'s')

/** The question in an address, so that a link, a reload and the back button keep it; `change` are changes by hand, `scenario` and `compare` show what was saved. */
export const params = z.strictObject({
  gemeente: filterParams.shape.gemeente, selected: filterParams.shape.selected,
  from: whole, years: whole,
  most: listOf('\\d{1,2}', 'een getal, of een per jaar met komma\'s'),
  least: whole, rest: whole, wijk: limit, elkewijk: z.enum(['1', 'on'], 'verwacht: 1').optional(), manager: limit, fair: z.enum(['0', 'on'], 'verwacht: 0').optional(),
  w: z.string().max(120).refine((t) => readWeights(t) !== null, 'verwacht: criteria met punten van 0 tot en met 100, zoals need:30,trend:20').optional(),
  must: listOf(`${codes}:\\d{4}`, 'code van een buurt, dubbele punt en jaar, met komma\'s'),
  never: listOf(`${codes}(:\\d{4})?`, 'code van een buurt, en eventueel een dubbele punt en jaar, met komma\'s'),
  together: pairs, apart: pairs,
  draws: z.enum(['50'], 'verwacht: 50').optional(),
  change: listOf(`${codes}:\\d{1,4}`, 'code van een buurt, dubbele punt en jaar (0: niet), met komma\'s'),
  scenario: z.string().regex(/^\d{1,15}$/, 'verwacht: een nummer').optional(),
  compare: z.string().regex(/^\d{1,15}(,\d{1,15}){0,2}$/, 'verwacht: een tot drie nummers, met komma\'s').optional(),
})
export type Params = z.infer<typeof params>

const split = (text: string | undefined): string[] => (text ? text.split(',') : [])
const withYear = (text: string | undefined): { code: string; year: number | null }[] => split(text).map((part) => {
  const [code, year] = part.split(':')
  return { code: code!, year: year ? Number(year) : null }
})
const pairsOf = (text: string | undefined): [string, string][] => split(text).map((part) => part.split('~') as [string, string])
const limitOf = (text: string | undefined): number | null | undefined => (text === undefined ? undefined : text === 'geen' ? null : Number(text))
const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))

const inAddress: Record<string, string> = { restYears: 'rest', perWijk: 'wijk', eachWijk: 'elkewijk', perManager: 'manager', weights: 'w' }

/** A question from an address. @returns problems when a value is out of range */
export function questionOf(p: Params): { question: RotationQuestion | null; problems: { name: string; message: string }[] } {
  const parsed = rotationQuestion.safeParse({
    gemeente: p.gemeente, from: numberOf(p.from), years: numberOf(p.years), most: p.most === undefined ? undefined : split(p.most).map(Number), least: numberOf(p.least), restYears: numberOf(p.rest),
    perWijk: limitOf(p.wijk), eachWijk: p.elkewijk !== undefined || undefined, perManager: limitOf(p.manager), weights: readWeights(p.w) ?? undefined, fair: p.fair === '0' ? false : undefined,
    must: withYear(p.must).map(({ code, year }) => ({ code, by: year })), never: withYear(p.never), together: pairsOf(p.together), apart: pairsOf(p.apart), draws: numberOf(p.draws),
  })
  if (parsed.success) return { question: parsed.data, problems: [] }
  return { question: null, problems: parsed.error.issues.map((i) => ({ name: inAddress[String(i.path[0])] ?? String(i.path[0] ?? ''), message: i.message })) }
}

/** Changes by hand of an address, in their order. */
export const changesOf = (text: string | undefined): HandChange[] => withYear(text).map(({ code, year }) => ({ code, year: year || null }))
export const changesText = (changes: readonly HandChange[]): string | undefined => changes.map((c) => `${c.code}:${c.year ?? 0}`).join() || undefined

/** The address of a question: what is as usual stays out of it. */
export function paramsOf(q: RotationQuestion): Params {
  const unless = <T>(value: T, usual: T, text: string): string | undefined => (value === usual ? undefined : text)
  const most = q.most.every((n) => n === q.most[0]) ? [q.most[0]!] : q.most
  return {
    gemeente: q.gemeente, from: q.from === undefined ? undefined : String(q.from), years: unless(q.years, 4, String(q.years)), most: unless(most.join(), '3', most.join()), least: unless(q.least, 0, String(q.least)), rest: unless(q.restYears, 6, String(q.restYears)),
    wijk: unless(q.perWijk, 1, String(q.perWijk ?? 'geen')), elkewijk: q.eachWijk ? '1' : undefined, manager: unless(q.perManager, 3, String(q.perManager ?? 'geen')), fair: q.fair ? undefined : '0', w: writeWeights(q.weights),
    must: q.must.map((m) => `${m.code}:${m.by}`).join() || undefined, never: q.never.map((n) => (n.year === null ? n.code : `${n.code}:${n.year}`)).join() || undefined,
    together: q.together.map((pair) => pair.join('~')).join() || undefined, apart: q.apart.map((pair) => pair.join('~')).join() || undefined, draws: q.draws === 0 ? undefined : '50',
  }
}

/** What the page starts with. */
export type Answer = {
  meta: { gemeente: { code: string; name: string; fictional: boolean }; boundaryYear: number; today: string; /** false for roles that see no counts */ visible: boolean; /** whether the reader makes schedules */ makes: boolean }
  choices: { gemeenten: { code: string; name: string }[] }
  question: RotationQuestion
  /** what the question is about, now; null for who may not see it, and where a scenario is shown */
  input: RotationInput | null
  fault: RotationFault | null
  scenarios: RotationScenarioItem[]
  scenario: RotationScenario | null
  compared: RotationScenario[]
  /** numbers of `scenario` and `compare` that are not there */
  missing: number[]
}
