import type { ReactNode } from 'react'
import { IconChevronDown } from './icons'
import type { MapClass } from '@/lib/domain/definition'
import { words } from './words'

/** One swatch: the colours come from the class; the attribute `fill` (not `style`) keeps a strict content policy possible. */
export function Swatch({ of, id }: { of: Pick<MapClass, 'fill' | 'pattern' | 'quiet'>; id: string }) {
  const pattern = of.pattern === 'none' || of.pattern === 'outline' ? null : `swatch-${id}`
  return (
    <svg className="swatch" width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">
      {pattern && (
        <defs>
          <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse">
            {of.pattern === 'dots' ? <circle className="swatch__ink-fill" cx="3" cy="3" r="1.1" /> : <path className="swatch__ink" d={of.pattern === 'hatch' ? 'M-1 7 7 -1M-4 4 4 -4M2 10 10 2' : 'M-1 7 7 -1'} />}
          </pattern>
        </defs>
      )}
      {of.fill && (
        <>
          <rect className="swatch__light" x="0.75" y="0.75" width="20.5" height="14.5" rx="3" fill={of.fill.light} />
          <rect className="swatch__dark" x="0.75" y="0.75" width="20.5" height="14.5" rx="3" fill={of.fill.dark} />
        </>
      )}
      {pattern && <rect className={of.quiet && 'swatch__quiet'} x="0.75" y="0.75" width="20.5" height="14.5" rx="3" fill={`url(#${pattern})`} />}
      {of.pattern === 'outline' && <rect className="swatch__outline" x="3" y="3" width="16" height="10" rx="1.5" fill="none" />}
      <rect className="swatch__edge" x="0.75" y="0.75" width="20.5" height="14.5" rx="3" fill="none" />
    </svg>
  )
}

/** The classes in words, each with its look and, where given, its limits and the number of buurten in it. */
export function Legend({ title, entries, scope }: { title: string; entries: readonly { of: MapClass; text: string; limits?: string; n?: string }[]; /** makes ids of patterns unique in the page */ scope: string }) {
  return (
    <div className="legend-classes">
      <h3>{title}</h3>
      <ul>
        {entries.map(({ of, text, limits, n }) => (
          <li key={of.id}>
            <Swatch of={of} id={`${scope}-${of.id}`} />
            <span>{text}</span>
            {limits && <span className="legend-classes__limits">{limits}</span>}
            {n && <span className="legend-classes__n">{n}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The legend over a map, which can be folded: a title or a switch, the classes, and the facts that hold for all of it. */
export function MapLegend({ head, facts = [], children }: { head: ReactNode; facts?: readonly ReactNode[]; children: ReactNode }) {
  return (
    <div className="legend">
      {typeof head === 'string' ? <p className="legend__title small">{head}</p> : head}
      <details open>
        <summary aria-label={words.legend}>
          <IconChevronDown size={20} aria-hidden="true" />
        </summary>
        {children}
        {facts.length > 0 && <ul className="legend__facts small">{facts.map((fact, i) => fact && <li key={i}>{fact}</li>)}</ul>}
      </details>
    </div>
  )
}

/** How many areas are in each class. */
export function perClass(classes: readonly string[]): (id: string) => number {
  const n = new Map<string, number>()
  for (const id of classes) n.set(id, (n.get(id) ?? 0) + 1)
  return (id) => n.get(id) ?? 0
}
