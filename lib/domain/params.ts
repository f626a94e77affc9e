import { z } from 'zod'
import { isDate } from './period'

// In the browser zod may not try whether code can be made from text: the content security policy refuses that, and reports it.
if (typeof window !== 'undefined') z.config({ jitless: true })

/**
 * The filters that maps, lists, API and export share, under the same names in every address. An unknown name or a wrong
 * value is an error that says what was expected; nothing is silently left out.
 */
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'verwacht: kleine letters, cijfers en streepjes')
/** A day in an address. */
export const date = z.string().refine(isDate, 'verwacht: een datum die bestaat, als jjjj-mm-dd')

export const filterParams = z.strictObject({
  theme: slug.optional(),
  from: date.optional(),
  to: date.optional(),
  werkgebied: slug.optional(),
  gemeente: z.string().regex(/^GM\d{4}$/, 'verwacht: GM en vier cijfers').optional(),
  source: z.string().min(1).max(80).optional(),
  evidence: z.enum(['cijfer', 'waarneming', 'beleving']).optional(),
  kind: z.enum(['knelpunt', 'kans']).optional(),
  selected: z.string().regex(/^BU\d{4}[0-9A-Z]{4}$/, 'verwacht: een buurtcode, BU en acht tekens').optional(),
})
export type FilterParams = z.infer<typeof filterParams>

/** How a screen looks; accepted by the API under the same address, where it changes nothing. */
export const screenParams = z.strictObject({
  show: z.enum(['rate', 'count']).optional(),
  sort: z.enum(['name', '-name', 'n', '-n', 'rate', '-rate', 'ratio', '-ratio', 'inhabitants', '-inhabitants']).optional(),
  map: z.string().regex(/^\d{1,2}(\.\d+)?\/-?\d+(\.\d+)?\/-?\d+(\.\d+)?$/, 'verwacht: zoom/breedte/lengte').optional(),
})

export type ParamProblem = { name: string; message: string }

/** Turns query text into typed parameters, or says per name what was wrong. Repeated names are refused. */
export function parseParams<S extends z.ZodObject>(schema: S, query: URLSearchParams): { params: z.infer<S>; problems: null } | { params: null; problems: ParamProblem[] } {
  const problems: ParamProblem[] = []
  const given: Record<string, string> = {}
  for (const [name, value] of query) {
    if (name in given) problems.push({ name, message: 'staat er meer dan een keer' })
    given[name] = value
  }
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) problems.push({ name: key, message: `onbekend; bekend zijn: ${Object.keys(schema.shape).join(', ')}` })
      } else problems.push({ name: String(issue.path[0] ?? ''), message: issue.message })
    }
  }
  const { from, to } = given
  if (parsed.success && from && to && from >= to) problems.push({ name: 'to', message: `moet na "from" (${from}) liggen, en is ${to}` })
  return problems.length || !parsed.success ? { params: null, problems } : { params: parsed.data, problems: null }
}
