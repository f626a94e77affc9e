import type { ReactNode } from 'react'
import { IconChevronDown } from '@tabler/icons-react'
import { longDate, rate } from '@/lib/ui/format'
import { Legend } from '@/lib/ui/legend'
import { accessClasses, coverageClasses, type Answer } from './definition'
import { words } from './words'

/** What the map shows, over the map: classes with their number of buurten, the day, the theme, the boundary year. */
export function CoverageLegend({ answer, show, choose }: { answer: Answer; show: 'class' | 'access'; /** the switch between the two layers */ choose: ReactNode }) {
  const { meta, areas, params, choices } = answer
  const perClass = new Map<string, number>()
  for (const a of areas) perClass.set(show === 'class' ? a.class : a.accessClass, (perClass.get(show === 'class' ? a.class : a.accessClass) ?? 0) + 1)
  const classes = show === 'class' ? coverageClasses.filter((c) => c.id !== 'withheld' || perClass.has(c.id)) : accessClasses.filter((c) => c.id !== 'access-unknown' || perClass.has(c.id))
  const title = show === 'class' ? words.legendTitle : words.legendAccess
  return (
    <div className="legend">
      {choose ?? <p className="legend__title small">{title}</p>}
      <details open>
        <summary aria-label={words.legend}>
          <IconChevronDown size={20} aria-hidden="true" />
        </summary>
        <Legend scope="legend" title={title} entries={classes.map((c) => ({ of: c, text: c.label, n: String(perClass.get(c.id) ?? 0) }))} />
        <ul className="legend__facts small">
          <li>{words.asOfDay(longDate(meta.on))}</li>
          <li>{choices.themes.find((t) => t.slug === params.theme)?.label ?? words.legendAll}</li>
          {show === 'access' && meta.meanAccess !== null && <li>{words.accessMean(rate(meta.meanAccess), meta.gemeente.name)}</li>}
          <li>{words.boundary(meta.boundaryYear)}</li>
        </ul>
      </details>
    </div>
  )
}
