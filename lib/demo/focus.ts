import type { FocusDates, Phase } from '@/lib/domain/focus'
import { toDay, toIso } from './dates'
import { resultCohort } from './figures-focus'
import type { DemoBase, Position } from './types'

type DemoFocusPeriod = FocusDates & { buurtCode: string; year: number; adoptedOn: string | null; goal: string }
type DemoMeasure = {
  sourceId: string; /** `2025-BU...` */ of: string; title: string; theme: string | null; point: Position | null; ownerTeam: string | null; /** source id */ ownerOrganisation: string | null
  plannedFrom: string; plannedTo: string; status: 'planned' | 'running' | 'done' | 'stopped'; doneOn: string | null; budgetEur: number; handedToTeam: string | null; handedOn: string | null
}
type DemoParticipation = { sourceId: string; of: string; kind: string; heldOn: string; people: number }
type DemoCohort = { year: number; budgetEur: number; capacity: number }
/** A planted truth: the phase that a map that is right shows on the last day. */
type PlantedFocus = { id: string; buurt: string; phase: Phase; what: string }
export type DemoFocus = { cohorts: DemoCohort[]; periods: DemoFocusPeriod[]; measures: DemoMeasure[]; participation: DemoParticipation[]; planted: PlantedFocus[] }

type Planned = { id: string; back: number; buurt: string; phase: Phase; what: string; participation: number; measures: number; adopted?: false }
/** Which buurt in which cohort, by years before the year of the last day; what is special about it. */
const plan: readonly Planned[] = [
  { id: 'focus-over', back: 4, buurt: 'Ankerbuurt', phase: 'regular', what: 'nazorg is voorbij', participation: 1, measures: 3 },
  { id: 'focus-over-2', back: 4, buurt: 'Stationsbuurt', phase: 'regular', what: 'nazorg is voorbij', participation: 1, measures: 2 },
  { id: 'focus-aftercare-open', back: 2, buurt: 'Sluisbuurt', phase: 'aftercare', what: 'nazorg, twee maatregelen nog open en aan niemand overgedragen; na de focus nog te weinig jaren om iets te zeggen', participation: 1, measures: 4 },
  { id: 'focus-aftercare', back: 2, buurt: 'Cellobuurt', phase: 'aftercare', what: 'nazorg, een maatregel overgedragen; na de focus nog te weinig jaren', participation: 1, measures: 3 },
  { id: 'focus-execution', back: 1, buurt: 'Kerkbuurt', phase: 'execution', what: 'jaar 2: klaar, bezig en te laat', participation: 2, measures: 5 },
  { id: 'focus-execution-2', back: 1, buurt: 'Dukdalf', phase: 'execution', what: 'jaar 2', participation: 1, measures: 4 },
  { id: 'focus-plan-adopted', back: 0, buurt: 'Lamsoor', phase: 'plan', what: 'jaar 1, plan vastgesteld na samenspraak', participation: 2, measures: 3 },
  { id: 'focus-plan-alone', back: 0, buurt: 'Vismarkt', phase: 'plan', what: 'jaar 1, nog geen samenspraak: het plan kan niet worden vastgesteld', participation: 0, measures: 2, adopted: false },
  { id: 'focus-decided', back: -1, buurt: 'Wisselbuurt', phase: 'decided', what: 'besloten, begint volgend jaar', participation: 0, measures: 0, adopted: false },
  { id: 'focus-proposed', back: -1, buurt: 'Zeekraal', phase: 'proposed', what: 'voorgedragen, het college besluit nog', participation: 0, measures: 0, adopted: false },
]

/** The buurten whose result can be seen in the figures, of a cohort of a fixed year. */
const planResult = (thisYear: number): Planned[] => {
  const back = thisYear - resultCohort
  const phase: Phase = back < 5 ? 'aftercare' : 'regular'
  return [
    { id: 'focus-aftercare-late', back, buurt: 'Touwslagersbuurt', phase, what: 'nazorg, alles klaar of overgedragen; terugval: eenzaamheid was onder de drempel en is er weer overheen', participation: 2, measures: 3 },
    { id: 'focus-aftercare-held', back, buurt: 'Sluiswachter', phase, what: 'nazorg, alles klaar; geen terugval: eenzaamheid kwam onder de drempel en bleef daar', participation: 1, measures: 2 },
  ]
}

const work: readonly [title: string, theme: string | null, team: string | null, budget: number][] = [
  ['Licht op het achterpad', null, 'wijkbeheer', 18_000], ['Wekelijkse inloop in de buurt', 'eenzaamheid', 'zorg', 12_500], ['Hulp bij geldzorgen aan huis', 'schulden', 'zorg', 22_000], ['Plein met bankjes en groen', null, 'wijkbeheer', 45_000], ['Taalles op de basisschool', 'taal-en-meedoen', 'beleid', 9_000],
]

/** Focus buurten of six cohorts around the year of the last day: every phase occurs on that day. */
export function makeFocus(base: DemoBase, asOf: string, organisation: string): DemoFocus {
  const thisYear = Number(asOf.slice(0, 4))
  const codeOf = (name: string): string => base.areas.find((a) => a.level === 'buurt' && a.name === name)!.code
  /** A day in this year before the last day, so that it has been whatever the last day is. */
  const lately = (share: number): string => toIso(toDay(`${thisYear}-01-01`) + Math.floor(share * (toDay(asOf) - toDay(`${thisYear}-01-01`))))
  const back = (days: number): string => toIso(toDay(asOf) - days)
  const made: DemoFocus = { cohorts: [...new Set([4, 3, 2, 1, 0, -1, thisYear - resultCohort])].map((b) => ({ year: thisYear - b, budgetEur: b === 1 ? 150_000 : 225_000, capacity: 2 })), periods: [], measures: [], participation: [], planted: [] }
  for (const p of [...plan.filter((x) => x.back > 3), ...planResult(thisYear), ...plan.filter((x) => x.back <= 3)]) {
    const year = thisYear - p.back
    const coming = p.back < 0
    const of = `${year}-${codeOf(p.buurt)}`
    made.planted.push({ id: p.id, buurt: p.buurt, phase: p.phase, what: p.what })
    made.periods.push({
      buurtCode: codeOf(p.buurt), year, proposedOn: coming ? back(40) : `${year - 1}-09-20`, decidedOn: coming ? (p.phase === 'decided' ? back(12) : null) : `${year - 1}-11-05`,
      planFrom: p.phase === 'proposed' ? null : `${year}-01-01`, adoptedOn: p.adopted === false ? null : p.back === 0 ? lately(0.9) : `${year}-11-10`,
      executionFrom: p.phase === 'proposed' ? null : `${year + 1}-01-01`, aftercareFrom: p.phase === 'proposed' ? null : `${year + 2}-01-01`, endedOn: p.phase === 'regular' ? `${year + 4}-01-01` : null,
      goal: coming ? '' : 'Bewoners helpen elkaar vaker, en weten waar zij terecht kunnen.',
    })
    for (let i = 0; i < p.participation; i++) made.participation.push({ sourceId: `S-${of}-${i + 1}`, of, kind: i === 0 ? 'bijeenkomst' : 'rondgang', heldOn: p.back === 0 ? lately(0.4 + 0.2 * i) : `${year}-0${4 + i}-12`, people: 24 + 9 * i })
    made.measures.push(...measuresOf(base, p, of, codeOf(p.buurt), year, back, organisation))
  }
  return made
}

function measuresOf(base: DemoBase, p: (typeof plan)[number], of: string, code: string, year: number, back: (days: number) => string, organisation: string): DemoMeasure[] {
  const streets = base.addresses.filter((a) => a.buurtCode === code)
  return work.slice(0, p.measures).map(([title, theme, team, budgetEur], i) => {
    const after = p.back >= 2
    const open = p.id === 'focus-aftercare-open' && i >= 2
    const handed = after && !open && i === 2
    const status = open || handed ? 'running' : after ? 'done' : p.back === 1 ? (['done', 'running', 'running', 'planned', 'stopped'] as const)[i]! : 'planned'
    // the third measure of a buurt in execution is late: it had to be ready before the last day
    const plannedTo = p.back === 1 ? back(i === 2 ? 20 : -200) : `${year + 1}-10-01`
    const at = streets[(i * 37) % Math.max(1, streets.length)]
    return {
      sourceId: `M-${of}-${i + 1}`, of, title, theme, point: i % 2 === 0 && at ? [at.x, at.y] as Position : null,
      ownerTeam: i === 1 ? null : team, ownerOrganisation: i === 1 ? organisation : null, plannedFrom: `${year + (p.back === 0 ? 1 : 0)}-03-01`, plannedTo, status,
      doneOn: status === 'done' ? (p.back === 1 ? back(60) : `${year + 1}-09-01`) : null, budgetEur, handedToTeam: handed ? 'zorg' : null, handedOn: handed ? `${year + 2}-01-05` : null,
    }
  })
}
