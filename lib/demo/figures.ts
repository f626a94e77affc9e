import type { Geography } from './areas'
import { focusFigures } from './figures-focus'
import type { Profile } from './profile'
import { makeRandom, type Random } from './random'
import type { DemoArea, DemoFigure, DemoIndicator, FigureReason } from './types'

export const figureYears = [2021, 2022, 2023, 2024, 2025] as const
const newest = 2025

const indicator = (slug: string, label: string, unit: DemoIndicator['unit'], higherIsWorse: boolean | null, modelled = false): DemoIndicator => ({
  slug, label, unit, higherIsWorse, evidence: 'cijfer', modelled, source: 'Verzonnen voor de demo', licence: 'CC0-1.0',
})

export const demoIndicators: readonly DemoIndicator[] = [
  indicator('inhabitants', 'Inwoners', 'personen', null),
  indicator('households', 'Huishoudens', 'huishoudens', null),
  indicator('age-0-15', 'Inwoners van 0 tot 15 jaar', 'personen', null),
  indicator('age-65-plus', 'Inwoners van 65 jaar of ouder', 'personen', null),
  indicator('density', 'Inwoners per vierkante kilometer land', 'per km2', null),
  indicator('one-person-households', 'Eenpersoonshuishoudens', 'percentage', null),
  indicator('woz-value', 'Gemiddelde WOZ-waarde van woningen', 'x 1.000 euro', false),
  indicator('rented', 'Huurwoningen', 'percentage', null),
  indicator('social-rented', 'Huurwoningen van een corporatie', 'percentage', null),
  indicator('low-income', 'Huishoudens met een laag inkomen', 'percentage', true),
  indicator('problem-debts', 'Huishoudens met problematische schulden', 'percentage', true),
  indicator('loneliness', 'Eenzame volwassenen (schatting)', 'percentage', true, true),
]

/** indicators that come later for the newest year */
const income = new Set(['low-income', 'problem-debts', 'woz-value'])

/** Sums over the buurten of an area in one year, not rounded. */
type Sums = { inhabitants: number; households: number; young: number; old: number; single: number; rented: number; social: number; low: number; debts: number; lonely: number; woz: number; areaM2: number }

/**
 * Figures per buurt, wijk and gemeente as a statistics office publishes them: counts of buurt and wijk rounded at random to a
 * multiple of 5 (so buurten do not add up to the wijk), the gemeente exact; percentages whole; small areas secret (`geheim`),
 * income of the newest year not there yet (`later`), corporation rent stopped per buurt in 2024 (`vervallen`); planted: what focus left behind.
 */
export function makeFigures(geography: Geography, profiles: readonly Profile[], seed: number): DemoFigure[] {
  const random = makeRandom(seed, 'figures')
  const out: DemoFigure[] = []
  const publish = (level: DemoArea['level'], code: string, members: number[], name?: string) => {
    const planted = focusFigures.filter((f) => f.buurt === name)
    for (const year of figureYears) {
      const sums = add(members.map((i) => stateIn(profiles[i]!, geography.buurten[i]!.areaM2, year)))
      for (const { slug } of demoIndicators) {
        const reason = missing(slug, level, year, sums)
        out.push({ level, code, year, indicator: slug, value: reason ? null : (planted.find((f) => f.indicator === slug)?.values[year] ?? valueOf(slug, level, sums, random)), reason })
      }
    }
  }
  geography.buurten.forEach((b, i) => publish('buurt', b.code, [i], b.plan.name))
  for (const w of geography.wijken) publish('wijk', w.code, geography.buurten.flatMap((b, i) => (b.wijkCode === w.code ? [i] : [])))
  publish('gemeente', geography.gemeente.code, geography.buurten.map((_, i) => i))
  return out
}

/** Random rounding to a multiple of 5 that is right on average: 12 becomes 10 (60 %) or 15 (40 %). */
export function roundToFive(value: number, random: Random): number {
  const low = Math.floor(value / 5) * 5
  return random.next() * 5 < value - low ? low + 5 : low
}

function stateIn(p: Profile, areaM2: number, year: number): Sums {
  const back = newest - year
  const inhabitants = Math.round(p.inhabitants / (1 + p.growth) ** back)
  const households = p.inhabitants ? (p.households * inhabitants) / p.inhabitants : 0
  const drift = 1 + 0.012 * back
  return {
    inhabitants, households, areaM2,
    young: inhabitants * p.young * drift, old: inhabitants * p.old * (1 - 0.012 * back), single: households * p.single * (1 - 0.006 * back),
    rented: households * p.rented, social: households * p.socialRented, low: households * p.lowIncome * drift, debts: households * p.debts * (1 + 0.02 * back),
    lonely: inhabitants * p.lonely * (1 - 0.008 * back), woz: (households * p.wozEur) / 1.055 ** back,
  }
}

function add(all: readonly Sums[]): Sums {
  const total = { ...all[0]! }
  for (const s of all.slice(1)) for (const k of Object.keys(total) as (keyof Sums)[]) total[k] += s[k]
  return total
}

function missing(slug: string, level: DemoArea['level'], year: number, s: Sums): FigureReason | null {
  if (slug === 'social-rented' && level === 'buurt' && year >= 2024) return 'vervallen'
  if (income.has(slug) && year === newest) return 'later'
  const enough: Record<string, boolean> = {
    inhabitants: true,
    households: s.inhabitants === 0 || s.households >= 5,
    density: s.inhabitants >= 10,
    'age-0-15': s.inhabitants >= 50, 'age-65-plus': s.inhabitants >= 50, loneliness: s.inhabitants >= 50,
    'one-person-households': s.households >= 20, rented: s.households >= 20, 'social-rented': s.households >= 20, 'woz-value': s.households >= 20,
    'low-income': s.households >= 100, 'problem-debts': s.households >= 100,
  }
  return enough[slug] ? null : 'geheim'
}

function valueOf(slug: string, level: DemoArea['level'], s: Sums, random: Random): number {
  const count = (n: number) => (level === 'gemeente' ? Math.round(n) : roundToFive(n, random))
  const percent = (part: number, whole: number) => Math.round((100 * part) / whole)
  switch (slug) {
    case 'inhabitants': return count(s.inhabitants)
    case 'households': return count(s.households)
    case 'age-0-15': return count(s.young)
    case 'age-65-plus': return count(s.old)
    case 'density': return Math.round(s.inhabitants / (s.areaM2 / 1e6))
    case 'one-person-households': return percent(s.single, s.households)
    case 'woz-value': return Math.round(s.woz / s.households / 1000)
    case 'rented': return percent(s.rented, s.households)
    case 'social-rented': return percent(s.social, s.households)
    case 'low-income': return percent(s.low, s.households)
    case 'problem-debts': return percent(s.debts, s.households)
    case 'loneliness': return percent(s.lonely, s.inhabitants)
    default: throw new RangeError(`no figure ${slug}`)
  }
}
