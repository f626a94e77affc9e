import { longDate, monthYear } from '@/lib/ui/format'
import type { Answer, Card, Gap } from './definition'
import { withArticle } from '@/lib/ui/spoken'
import { words } from './words'

/** A start in words: the first of a month may be all that the reader may know, and then only the month is said. */
export const sinceText = (day: string | null, sinceBy: Gap['sinceBy']): string | null => (day === null ? null : sinceBy === 'need' && day.endsWith('-01') ? monthYear(day) : longDate(day))

/** The evidence in one or two sentences, as a wijkmanager would say them. */
export function cardSentence(card: Card, where: string): string {
  const told = words.sentence[card.class](withArticle(where), card.theme.label.toLowerCase())
  if (card.class !== 'gap') return told
  const ended = card.supply.filter((s) => s.began)
  const names = list(ended.map((s) => words.from(s.name, s.organisation)))
  if (card.since === null) return `${told} ${words.sinceUnknown}`
  if (card.sinceBy === 'supply') return `${told} ${(ended.some((s) => s.to === card.since) ? words.sinceEnded : words.sinceSupply)(longDate(card.since), names)}`
  const day = sinceText(card.since, card.sinceBy)!
  const stopped = ended.map((s) => s.to).filter((to) => to !== null && to <= card.since!).sort().at(-1)
  return `${told} ${stopped ? words.sinceNeedAfter(day, names, longDate(stopped)) : words.sinceNeed(day)}`
}

/** What is said of all that is shown. */
export function overviewSentence({ meta, areas, findings, choices, params, matrix }: Answer): string {
  const area = choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name
  const theme = choices.themes.find((t) => t.slug === params.theme)?.label ?? null
  if (areas.length === 0) return words.unknownSelected
  return words.summary(area, findings.length, new Set(findings.map((g) => g.buurt.code)).size, matrix.reduce((n, row) => n + row.classes.filter((c) => c === 'thin').length, 0), theme)
}

/** "a, b en c" */
const list = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} en ${names.at(-1)}`)
