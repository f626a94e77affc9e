import type { TipLayer } from '@/lib/ui/map/canvas'
import { labelText, scoreText } from '@/lib/ui/finding-text'
import { count, longDate, rate } from '@/lib/ui/format'
import { periodLength } from '@/lib/ui/spoken'
import type { Answer, AreaRow } from './definition'
import { otherClasses } from './definition'
import { words as finding } from './finding-words'
import { countText } from './sentence'
import { words } from './words'

/** What the mouse shows; the table and the panel say the same. */
export function tipOf(layer: TipLayer, properties: Record<string, unknown>, answer: Answer): { title: string; lines: string[] } | null {
  if (layer === 'outline') {
    const f = answer.findings.find((one) => String(one.id) === String(properties.id))
    return f ? { title: f.name, lines: [f.theme.label, `${scoreText(f)}, ${labelText(f)}`, periodLength(f)] } : null
  }
  if (layer === 'spot') return { title: finding.spot, lines: [finding.spotReporters(count(Number(properties.reporters))), finding.spotNoTest] }
  if (layer === 'point') {
    const theme = answer.choices.themes.find((t) => t.slug === properties.theme)?.label ?? String(properties.theme)
    const kind = words.noun[properties.kind === 'kans' ? 'kans' : 'knelpunt'].one
    return { title: theme, lines: [`${kind}, ${longDate(String(properties.observedOn))}`, words.accuracy[String(properties.accuracy)] ?? ''] }
  }
  const row: AreaRow | undefined = answer.areas.find((a) => a.code === properties.code && a.water === (properties.water === true))
  if (!row) return { title: String(properties.name), lines: [] }
  const why = otherClasses.find((c) => c.id === row.class)
  // These two say how many there are themselves.
  const counted = why?.id === 'no-signals' || why?.id === 'few' || row.n === null ? '' : words.legendN(countText(row), row.n === 1)
  return { title: row.name, lines: [counted, row.rate !== null && row.n ? `${rate(row.rate)} ${words.perInhabitants}` : (why?.label ?? '')].filter(Boolean) }
}
