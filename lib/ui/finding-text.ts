import { clusterLabels, type Finding } from '@/lib/domain/cluster'
import { count, longDate, rate } from './format'
import { words } from './finding-words'
import { periodLength, withArticle } from './spoken'

/** What a finding is told with; the work item has the same numbers. */
export type Told = Pick<Finding, 'kind' | 'theme' | 'label' | 'name' | 'buurten' | 'from' | 'to' | 'told' | 'observed' | 'expected' | 'ratio' | 'p' | 'pBelow' | 'onceInYears' | 'since'>

/** "7", "± 35", "weinig of geen" */
export function observedText({ observed, told }: Pick<Told, 'observed' | 'told'>): string {
  if (told === 'exact') return count(observed)
  return observed === 0 ? words.few : words.about(count(observed))
}

/** "1,4"; a rounded reader gets whole numbers. Something small is not nothing: "< 0,1". */
export function expectedText({ expected, told }: Pick<Told, 'expected' | 'told'>): string {
  if (told === 'rounded') return expected < 1 ? words.below('1') : count(expected)
  return expected > 0 && expected < 0.05 ? words.below('0,1') : rate(expected)
}

/** "7 / 1,4 verwacht" */
export const scoreText = (f: Pick<Told, 'observed' | 'expected' | 'told'>): string => words.score(observedText(f), expectedText(f))

/** "nieuw", or why it is no cluster */
export const labelText = (f: Pick<Told, 'kind' | 'label'>): string => (f.kind === 'presence' ? words.presenceLabel : f.label ? clusterLabels[f.label] : words.kinds[f.kind])

/** How Dutch says an expected number: "minder dan 1", "1 of 2", "ongeveer 16". */
export function expectedWords(expected: number): string {
  if (expected < 0.95) return words.lessThanOne
  if (expected >= 10) return words.roughly(count(expected))
  return Math.abs(expected - Math.round(expected)) < 0.05 ? count(expected) : words.oneOf(count(Math.floor(expected)), count(Math.ceil(expected)))
}

/** "3 van de 1.000", of a chance */
export function chanceText(p: number): string {
  if (p < 1e-6) return words.chance.million
  if (p < 0.001) return words.chance.thousandth
  return p < 0.0095 ? words.chance.ofThousand(count(p * 1000)) : words.chance.ofHundred(count(p * 100))
}

/** What, where and how much: "In de Visbuurt waren er in 12 weken 7 melders over eenzaamheid. Bij gelijke verdeling verwacht je er 1 of 2. ..." */
export function findingSentence(f: Told): string {
  const where = f.buurten.length === 1 ? `In ${withArticle(f.name)}` : `In ${f.name}`
  const counted = f.told === 'exact' ? words.reporters(count(f.observed), f.observed === 1) : f.observed === 0 ? words.fewReporters : words.aboutReporters(count(f.observed))
  const expected = (f.kind === 'rise' ? words.byCourse : words.evenly)(f.told === 'exact' || f.expected < 1 ? expectedWords(f.expected) : words.roughly(count(f.expected)))
  const times = f.ratio ? ` ${words.times(rate(f.ratio.value), rate(f.ratio.low), rate(f.ratio.high))}` : ''
  return `${where} ${counted.replace('PERIOD', periodLength(f))}${words.of(lowerFirst(f.theme.label))}. ${expected}${times}`
}

/** How sure that is, in words that do not say more than was computed. */
export function sureText(f: Told): string {
  const { sure } = words
  if (f.kind === 'fading') return sure.fading
  if (f.kind === 'presence') return sure.presence
  if (f.p === null) return f.pBelow === null ? sure.chance : f.pBelow <= 0.001 ? sure.almost : f.pBelow <= 0.01 ? sure.very : sure.likely
  if (f.kind === 'rise' && f.onceInYears !== null) return f.onceInYears < 1 ? sure.often : f.onceInYears > 100 ? sure.rarely : sure.rise(count(f.onceInYears))
  if (f.p > 0.05) return sure.chance
  return f.kind === 'recent' ? sure.recent(chanceText(f.p)) : sure.area(chanceText(f.p))
}

/** "Sinds ongeveer 10 augustus 2026 ..."; null when that cannot be told */
export const sinceText = (f: Pick<Told, 'since'>): string | null => (f.since === null ? null : words.since(longDate(f.since)))

const lowerFirst = (label: string): string => (/^[A-Z]{2}/.test(label) ? label : label[0]!.toLowerCase() + label.slice(1))
