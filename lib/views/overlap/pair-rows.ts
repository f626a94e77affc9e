import 'server-only'
import { euroOfPair } from '@/lib/analysis/apportioned-euro'
import { judgePair, type Pair } from '@/lib/analysis/overlap-pairs'
import { scheduleInWords } from '@/lib/analysis/schedule'
import { standingOf } from '@/lib/analysis/verdict'
import type { VerdictRow } from '@/lib/db/overlap/verdicts'
import { pairKey, pairRules } from '@/lib/domain/overlap'
import type { Method, PairDetail, PairRow, Side } from './definition'
import type { OverlapGround, Placed } from './ground'
import { words } from './words'

/** What the reader sees of the money: of everybody, of one organisation, of nobody. */
export type Purse = 'all' | 'none' | number

const placeName = (a: Placed, werkgebieden: ReadonlyMap<number, string>, names: ReadonlyMap<string, string>): string =>
  a.venueName ?? (a.serviceArea === 'gemeente' ? words.wholeGemeente : a.serviceArea === 'werkgebied' ? (werkgebieden.get(a.werkgebied!) ?? words.unknownPlace) : a.buurten.map((c) => names.get(c) ?? c).join(', ') || words.unknownPlace)

/** Euro a year of an activity; 0 when its organisation gets nothing, null when the reader may not see it. */
export function euroOf(ground: OverlapGround, a: Placed, purse: Purse): { euro: number | null; method: Method | null } {
  if (purse === 'none' || (purse !== 'all' && purse !== a.organisation)) return { euro: null, method: null }
  const found = ground.euro.get(a.id)
  return { euro: found?.euro ?? 0, method: found?.method ?? null }
}

export type Told = { ground: OverlapGround; verdicts: ReadonlyMap<string, VerdictRow[]>; werkgebieden: ReadonlyMap<number, string>; names: ReadonlyMap<string, string>; purse: Purse; on: string }

const nowOf = (a: Placed, b: Placed) => ({ firstVersion: a.version, secondVersion: b.version, firstOrganisation: a.organisation, secondOrganisation: b.organisation })

/** One row of the list: where the pair stands, and its numbers. */
export function pairRow(pair: Pair, { ground, verdicts, werkgebieden, names, purse, on }: Told): PairRow {
  const [a, b] = [ground.activities.get(pair.first)!, ground.activities.get(pair.second)!]
  const id = pairKey(a.id, b.id)
  const standing = standingOf(verdicts.get(id) ?? [], nowOf(a, b), on)
  const [ofA, ofB] = [euroOf(ground, a, purse), euroOf(ground, b, purse)]
  const share = (p: Placed): number => (p.reach.inhabitants > 0 ? pair.shared.inhabitants / p.reach.inhabitants : 0)
  const euro = euroOfPair([{ euro: ofA.euro, hours: a.meanHours, share: share(a) }, { euro: ofB.euro, hours: b.meanHours, share: share(b) }], pair.hoursPerMonth)
  const methods = new Set([ofA.method, ofB.method].filter((m) => m !== null))
  return {
    id,
    first: a.id, firstName: a.name, firstOrganisation: a.organisation, firstOrganisationName: a.organisationName, firstPlace: placeName(a, werkgebieden, names),
    second: b.id, secondName: b.name, secondOrganisation: b.organisation, secondOrganisationName: b.organisationName, secondPlace: placeName(b, werkgebieden, names),
    service: a.serviceType, groups: pair.groups, themes: a.themes.filter((t) => b.themes.includes(t)),
    state: standing.state, unsettled: standing.unsettled, expires: standing.state === 'candidate' ? null : standing.last!.expires,
    hoursPerMonth: pair.hoursPerMonth, share: pair.shared.share, inhabitants: Math.round(pair.shared.inhabitants),
    from: pair.together?.from ?? a.from, to: pair.together?.to ?? null, wide: a.serviceArea === 'gemeente' || b.serviceArea === 'gemeente',
    euroPerYear: euro, euroMethod: euro === null || methods.size === 0 ? null : methods.size > 1 ? 'mixed' : [...methods][0]!,
  }
}

function sideOf(a: Placed, { ground, werkgebieden, names, purse }: Told): Side {
  const { euro, method } = euroOf(ground, a, purse)
  return {
    id: a.id, version: a.version, name: a.name, organisation: a.organisation, organisationName: a.organisationName, serviceName: a.serviceName, serviceType: a.serviceType,
    place: placeName(a, werkgebieden, names), when: `${scheduleInWords(a.schedule, a.startTime)}${a.durationMinutes ? `, ${a.durationMinutes} min` : ''}`, from: a.from, until: a.offer.until,
    targetGroups: a.targetGroups, themes: a.themes.map((t) => ground.themes.find((x) => x.slug === t)?.label ?? t), professional: a.professional, wide: a.serviceArea === 'gemeente',
    subsidised: ground.subsidised.has(a.organisation), hoursPerMonth: a.meanHours, inhabitants: Math.round(a.reach.inhabitants), euroPerYear: euro, euroMethod: method,
  }
}

/** The card of a pair, candidate or not; also when an activity is gone, as long as something was said of it. null when neither is known. */
export function pairDetail(first: number, second: number, told: Told, may: boolean): PairDetail | null {
  const { ground, verdicts, names, on } = told
  const id = pairKey(first, second)
  const [a, b] = [ground.activities.get(first), ground.activities.get(second)]
  const history = [...(verdicts.get(id) ?? [])].reverse()
  if ((!a || !b) && history.length === 0) return null
  const pair = a && b ? judgePair(a.offer, b.offer, ground) : null
  return {
    id,
    sides: [a ? sideOf(a, told) : null, b ? sideOf(b, told) : null],
    row: pair && pairRow(pair, told),
    rules: pair ? pairRules.map((rule) => ({ rule, holds: pair.rules[rule] })) : [],
    candidate: pair?.candidate ?? false,
    weeks: pair?.weeks ?? null,
    over: pair !== null && (pair.together === null || (pair.together.to !== null && pair.together.to <= on)),
    buurten: pair ? pair.shared.buurten.map((c) => names.get(c) ?? c) : [],
    history: history.map(({ first: _first, second: _second, replaces: _replaces, ...v }) => v),
    may: may && pair !== null && pair.candidate,
  }
}
