import { phaseLabels } from '@/lib/domain/focus'
import { longDate } from '@/lib/ui/format'
import { type Answer, type AreaRow } from './definition'
import { words } from './words'

/** What the map says of one buurt, or of all that is shown. */
export function sentence(answer: Answer, row: AreaRow | undefined): string {
  if (row) return buurtSentence(row)
  const { meta, choices, params, areas } = answer
  const area = choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name
  const told = (['plan', 'execution', 'aftercare', 'decided', 'proposed'] as const).flatMap((phase) => {
    const n = areas.filter((a) => a.class === phase).length
    return n > 0 ? [words.counted[phase](n)] : []
  })
  return told.length > 0 ? words.summary(area, told.join(', ')) : words.nothing(area)
}

function buurtSentence(row: AreaRow): string {
  if (row.class === 'never' || row.year === null || row.since === null) return words.never(row.name)
  if (row.class === 'decided' || row.class === 'proposed' || row.class === 'regular') return words.becomes[row.class](row.name, row.year)
  return words.is(row.name, phaseLabels[row.class], row.year, longDate(row.since))
}

/** "Daarna: nazorg, vanaf 1 januari 2027." */
export const nextSentence = (row: AreaRow): string | null =>
  row.class === 'never' || row.class === 'regular' ? null : row.next && row.nextOn ? words.nextPhase(phaseLabels[row.next], longDate(row.nextOn)) : words.lastPhase
