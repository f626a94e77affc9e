import { endOf, focusPhase, leadingPeriod, nextPhase, type FocusDates, type Phase } from '@/lib/domain/focus'
import type { PublicArea, PublicBuurt, PublicFocus, PublicModel, PublicPeriod, PublicPoint, PublicVenue } from '@/lib/domain/public-model'
import { middleOf } from './middle'

/** How a buurt stands in the rotation on the day of the release. `none`: never chosen, or nothing decided. */
export type Standing = { phase: Phase | 'none'; focus: PublicFocus | null; /** first day of the phase, and what comes next */ since: string | null; next: { phase: Phase; from: string } | null }

/** The model with what the pages look up in it. Everything in it follows from the model. */
export type Book = {
  model: PublicModel
  /** by name, those without a shape too */
  buurten: readonly PublicBuurt[]
  buurt: (code: string) => PublicBuurt | undefined
  middle: (code: string) => PublicPoint | null
  area: (code: string | null) => PublicArea | undefined
  /** the wijk about which delicate themes are told; undefined when it has too few inhabitants, and for water */
  wijk: (buurt: string) => PublicArea | undefined
  venue: (id: string | null) => PublicVenue | undefined
  standing: (code: string) => Standing
  /** all times that the buurt was chosen, the latest first */
  history: (code: string) => readonly PublicFocus[]
  /** the rounded figure; null where none is published */
  leaf: (area: string, theme: string, period: string) => number | null
  /** closed periods of a theme for which there are figures, the latest first: one theme is counted by quarter, another by half-year */
  periodsOf: (theme: string) => readonly PublicPeriod[]
  /** name of a theme, also of one about which no signals are published */
  themeLabel: (slug: string | null) => string | null
  /** name of a buurt, an area or a wijk; what is no code stays what it is */
  placeName: (code: string) => string
}

export const datesOf = (f: PublicFocus): FocusDates => ({ ...f, proposedOn: null })

export function makeBook(model: PublicModel): Book {
  const buurten = [...model.buurten].sort((a, b) => a.name.localeCompare(b.name, 'nl') || (a.code < b.code ? -1 : 1))
  const byCode = new Map(buurten.map((b) => [b.code, b]))
  const middles = new Map(buurten.map((b) => [b.code, middleOf(b.geometry)]))
  const areas = new Map(model.areas.map((a) => [a.code, a]))
  const wijken = new Map(model.wijken.flatMap((w) => w.buurten.map((code) => [code, w] as const)))
  const venues = new Map(model.venues.map((v) => [v.id, v]))
  const leaves = new Map(model.leaves.map((l) => [`${l.area} ${l.theme} ${l.period}`, l.p]))
  const published = new Set(model.leaves.map((l) => `${l.theme} ${l.period}`))
  const periods = [...model.periods].sort((a, b) => (a.from < b.from ? 1 : -1))
  const themes = new Map(model.themes.map((t) => [t.slug, t.label]))
  const names = new Map([...model.buurten.map((b) => [b.wijk.code, b.wijk.name] as const), ...model.areas.map((a) => [a.code, a.name] as const), ...model.buurten.map((b) => [b.code, b.name] as const), [model.gemeente.code, model.gemeente.name]])
  const history = new Map<string, PublicFocus[]>()
  for (const f of [...model.focus].sort((a, b) => b.cohortYear - a.cohortYear)) history.set(f.buurt, [...(history.get(f.buurt) ?? []), f])
  return {
    model, buurten,
    buurt: (code) => byCode.get(code),
    middle: (code) => middles.get(code) ?? null,
    area: (code) => (code === null ? undefined : areas.get(code)),
    wijk: (buurt) => wijken.get(buurt),
    venue: (id) => (id === null ? undefined : venues.get(id)),
    standing: (code) => standingOf(history.get(code) ?? [], model.madeOn),
    history: (code) => history.get(code) ?? [],
    leaf: (area, theme, period) => leaves.get(`${area} ${theme} ${period}`) ?? null,
    periodsOf: (theme) => periods.filter((p) => published.has(`${theme} ${p.id}`)),
    themeLabel: (slug) => (slug === null ? null : (themes.get(slug) ?? slug)),
    placeName: (code) => names.get(code) ?? code,
  }
}

/** Who was decided upon but has no date that has begun yet is to come all the same: the decision is public. */
function standingOf(focus: readonly PublicFocus[], on: string): Standing {
  const leading = leadingPeriod(focus.map((f) => ({ ...datesOf(f), focus: f })), on)
  if (!leading) {
    const coming = focus.at(-1)
    return coming ? { phase: 'decided', focus: coming, since: null, next: nextPhase(datesOf(coming), on) } : { phase: 'none', focus: null, since: null, next: null }
  }
  const { period, phase } = leading
  const since = { proposed: null, decided: period.decidedOn, plan: period.planFrom, execution: period.executionFrom, aftercare: period.aftercareFrom, regular: endOf(period) }[phase]
  return { phase, focus: period.focus, since, next: nextPhase(period, on) }
}

/** Phase of one cohort on the day of the release. */
export const phaseOf = (f: PublicFocus, on: string): Phase => focusPhase(datesOf(f), on) ?? 'decided'
