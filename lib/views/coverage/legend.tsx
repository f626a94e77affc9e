import type { ReactNode } from 'react'
import { longDate, rate } from '@/lib/ui/format'
import { Legend, MapLegend, perClass } from '@/lib/ui/legend'
import { words as shared } from '@/lib/ui/words'
import { accessClasses, coverageClasses, type Answer } from './definition'
import { words } from './words'

/** What the map shows, over the map: classes with their number of buurten, the day, the theme, the boundary year. */
export function CoverageLegend({ answer, show, choose }: { answer: Answer; show: 'class' | 'access'; /** the switch between the two layers */ choose: ReactNode }) {
  const { meta, areas, params, choices } = answer
  const n = perClass(areas.map((a) => (show === 'class' ? a.class : a.accessClass)))
  const classes = show === 'class' ? coverageClasses.filter((c) => c.id !== 'withheld' || n(c.id) > 0) : accessClasses.filter((c) => c.id !== 'access-unknown' || n(c.id) > 0)
  const title = show === 'class' ? words.legendTitle : words.legendAccess
  return (
    <MapLegend
      head={choose ?? title}
      facts={[words.asOfDay(longDate(meta.on)), choices.themes.find((t) => t.slug === params.theme)?.label ?? words.legendAll, show === 'access' && meta.meanAccess !== null && words.accessMean(rate(meta.meanAccess), meta.gemeente.name), shared.boundary(meta.boundaryYear)]}
    >
      <Legend scope="legend" title={title} entries={classes.map((c) => ({ of: c, text: c.label, n: String(n(c.id)) }))} />
    </MapLegend>
  )
}
