import type { Period } from '@/lib/domain/period'
import { count, rate } from '@/lib/ui/format'
import { periodLength, withArticle } from '@/lib/ui/spoken'
import type { AreaRow } from './definition'
import { words } from './words'

export type Told = {
  area: string
  gemeente: string
  /** the area is the gemeente itself: nothing to compare with */
  isGemeente: boolean
  period: Period
  /** null when the reader may not know */
  n: number | null
  /** n was rounded: it is said to be about that */
  rounded?: boolean
  rate: number | null
  gemeenteRate: number | null
  kind?: 'knelpunt' | 'kans'
  /** label of the theme */
  theme?: string
  why?: 'too-few' | 'no-denominator'
}

/** The answer in plain Dutch, as a wijkmanager would say it. */
export function sentence(t: Told): string {
  const noun = words.noun[t.kind ?? 'all']
  const about = t.theme ? ` over ${t.theme.toLowerCase()}` : ''
  const where = `In ${withArticle(t.area)}`
  const when = `in ${periodLength(t.period)}`
  if (t.n === null) return `${where} mag u met dit filter geen aantal zien. Wis het filter voor een afgerond aantal.`
  if (t.n === 0 && t.rounded) return `${where} zijn ${when} weinig of geen ${noun.many}${about} geteld. Het aantal is afgerond, omdat u het hier niet precies mag zien.`
  if (t.n === 0) {
    const average = !t.isGemeente && t.gemeenteRate ? ` Gemiddeld in ${t.gemeente} zijn het er ${rate(t.gemeenteRate)} per 1.000 inwoners.` : ''
    return `${where} zijn ${when} geen ${noun.many}${about} geteld. Dat betekent niet dat er geen problemen zijn.${average}`
  }
  // A sum of rounded numbers is not round itself: "ongeveer 1.911" would say both.
  const round = t.n < 100 && t.n % 5 === 0
  const counted = t.rounded ? `${where} zijn ${when} ${round ? 'ongeveer ' : ''}${count(t.n)} ${noun.many}${about} geteld${round ? '' : ' (een som met afgeronde aantallen)'}` : t.n === 1 ? `${where} is ${when} 1 ${noun.one}${about} geteld` : `${where} zijn ${when} ${count(t.n)} ${noun.many}${about} geteld`
  if (t.rate === null) {
    const why = t.why === 'too-few' ? ' Er wonen te weinig mensen voor een eerlijke verhouding.' : ' Het aantal inwoners is niet bekend, dus een verhouding is er niet.'
    return `${counted}.${why}`
  }
  const average = !t.isGemeente && t.gemeenteRate !== null ? ` Gemiddeld in ${t.gemeente} is dat ${rate(t.gemeenteRate)}.` : ''
  return `${counted}: ${rate(t.rate)} per 1.000 inwoners.${average}`
}

/** Signals per 10 visits; null when there were no visits, or when one of the two may not be known. */
export const perTenVisits = (n: number | null, visits: number | null): number | null => (!visits || n === null ? null : (n / visits) * 10)

/** A count as the screen tells it: "12", "± 15" when it was rounded, "weinig of geen" when it rounds to 0, "–" when it may not be known. */
export function countText({ n, told }: { n: number | null; told: AreaRow['told'] }): string {
  if (n === null) return words.none
  if (told === 'exact') return count(n)
  return n === 0 ? words.few : words.about(count(n))
}
