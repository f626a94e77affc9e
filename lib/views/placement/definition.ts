import { z } from 'zod'
import { date, filterParams } from '@/lib/domain/params'
import { placementGoals, placementQuestion, placementWeights, type OwnPoint, type PlacementQuestion, type PlacementRefusal, type Scenario, type ScenarioItem, type ShownInput } from '@/lib/domain/placement'

export const method = {
  version: 'placement 1',
  data: 'Buurten waar iets nodig is en nog geen aanbod telt (de kaart Dekking), waar mensen wonen langs de straten, locaties uit het register en plekken die u zelf zet.',
  period: 'Een dag, standaard vandaag. Een opgeslagen scenario houdt de gegevens van de dag waarop het is gemaakt.',
  rule:
    'Van alle manieren om zoveel plekken te kiezen, nemen wij de manier die de meeste mensen bereikt die nu niets in de buurt hebben. Een buurt is bereikt als de helft van de inwoners binnen het bereik woont. Een buurt breder dan 2 km telt per blok van 500 m. "Bewezen beste keuze" staat er alleen als geen enkele andere keuze meer mensen bereikt. Anders staat erbij hoeveel het hooguit scheelt. "Bijna even goed" is 97 % of meer.',
  limits:
    'Afstanden zijn hemelsbreed: een kanaal of spoor ertussen is niet bekend. Of er ruimte is, wat het kost en of mensen er graag komen, weet de berekening niet. Stapeling hangt af van wie er komt en wat die doet: wij laten zien wie nu dezelfde mensen bedient.',
}

const list = (pattern: RegExp, expected: string) => z.string().regex(pattern, `verwacht: ${expected}`).optional()
const numbers = list(/^\d{1,15}(,\d{1,15}){0,2}$/, 'een tot drie nummers, met komma\'s')
const candidates = list(/^[vp]\d{1,15}(,[vp]\d{1,15}){0,199}$/, 'v of p en een nummer, met komma\'s')

/** The question in an address, so that a link, a reload and the back button keep it; `scenario` and `compare` show what was saved. */
export const params = z.strictObject({
  gemeente: filterParams.shape.gemeente, theme: filterParams.shape.theme, werkgebied: filterParams.shape.werkgebied, selected: filterParams.shape.selected,
  on: date.optional(),
  places: z.string().regex(/^\d{1,3}$/, 'verwacht: een heel getal').optional(),
  reach: z.string().regex(/^\d{1,6}$/, 'verwacht: meters, een heel getal').optional(),
  weight: z.enum(placementWeights, `verwacht: ${placementWeights.join(', ')}`).optional(),
  goal: z.enum(placementGoals, `verwacht: ${placementGoals.join(', ')}`).optional(),
  classes: list(/^(gap|thin|unknown)(,(gap|thin|unknown)){0,2}$/, 'gap, thin, unknown, met komma\'s'),
  kinds: list(/^[a-z-]{1,40}(,[a-z-]{1,40}){0,19}$/, 'soorten locaties, met komma\'s'),
  planned: z.enum(['0', 'on'], 'verwacht: 0').optional(),
  own: z.string().max(4000).regex(/^[^;~]+~-?\d+(\.\d+)?~-?\d+(\.\d+)?(;[^;~]+~-?\d+(\.\d+)?~-?\d+(\.\d+)?)*$/, 'verwacht: naam~lengte~breedte, met puntkomma\'s').optional(),
  must: candidates, never: candidates,
  scenario: z.string().regex(/^\d{1,15}$/, 'verwacht: een nummer').optional(),
  compare: numbers,
})
export type Params = z.infer<typeof params>

/** A question from an address; null without a theme. @returns problems when a value is out of range */
export function questionOf(p: Params): { question: PlacementQuestion | null; problems: { name: string; message: string }[] } {
  if (!p.theme) return { question: null, problems: [] }
  const split = (text: string | undefined): string[] | undefined => text?.split(',')
  const parsed = placementQuestion.safeParse({
    gemeente: p.gemeente, theme: p.theme, on: p.on, places: p.places === undefined ? undefined : Number(p.places), reachM: p.reach === undefined ? undefined : Number(p.reach),
    weight: p.weight, goal: p.goal, classes: split(p.classes), kinds: split(p.kinds), planned: p.planned === '0' ? false : undefined, own: ownOf(p.own), must: split(p.must), never: split(p.never),
  })
  if (parsed.success) return { question: parsed.data, problems: [] }
  return { question: null, problems: parsed.error.issues.map((i) => ({ name: i.path[0] === 'reachM' ? 'reach' : String(i.path[0] ?? ''), message: i.message })) }
}

/** Own points of an address: p1, p2, ... in their order. */
const ownOf = (text: string | undefined): OwnPoint[] => (text ?? '').split(';').filter(Boolean).map((part, i) => {
  const [name, lon, lat] = part.split('~')
  return { id: `p${i + 1}`, name: name!, lon: Number(lon), lat: Number(lat) }
})
const ownText = (own: readonly OwnPoint[]): string | undefined => own.map((p) => `${p.name.replace(/[;~]/g, ' ')}~${p.lon.toFixed(5)}~${p.lat.toFixed(5)}`).join(';') || undefined

/** The address of a question: what is as usual stays out of it. */
export function paramsOf(q: PlacementQuestion): Params {
  return {
    gemeente: q.gemeente, theme: q.theme, on: q.on, places: q.places === 1 ? undefined : String(q.places), reach: q.reachM === undefined ? undefined : String(Math.round(q.reachM)),
    weight: q.weight === 'people' ? undefined : q.weight, goal: q.goal === 'reach' ? undefined : q.goal, classes: q.classes.join() === 'gap,thin' ? undefined : q.classes.join(), kinds: q.kinds.join() || undefined,
    planned: q.planned ? undefined : '0', own: ownText(q.own), must: q.must.join() || undefined, never: q.never.join() || undefined,
  }
}

/** What the page starts with. */
export type Answer = {
  meta: { gemeente: { code: string; name: string; fictional: boolean }; boundaryYear: number; today: string; /** false for roles that see no counts */ visible: boolean }
  choices: { gemeenten: { code: string; name: string }[]; themes: { slug: string; label: string }[]; kinds: { id: string; label: string }[] }
  question: PlacementQuestion | null
  /** what the question is about, now; null without a theme, or when it cannot be asked */
  input: ShownInput | null
  refusal: { why: PlacementRefusal | 'unknown_theme' | 'own_outside'; name?: string } | null
  scenarios: ScenarioItem[]
  scenario: Scenario | null
  compared: Scenario[]
  /** numbers of `scenario` and `compare` that are not there */
  missing: number[]
}
