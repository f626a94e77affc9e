import type { ReactNode } from 'react'
import { Legend, MapLegend, perClass } from '@/lib/ui/legend'
import { circleScaleOf } from '@/lib/ui/map/area-map'
import { count, limit, rate } from '@/lib/ui/format'
import { periodText } from '@/lib/ui/spoken'
import { words as shared } from '@/lib/ui/words'
import { otherClasses, rateClasses, type Answer, type ClassId } from './definition'
import { words as finding } from './finding-words'
import { isCluster } from './outlines'
import { countText } from './sentence'
import { words } from './words'

/** "meer dan 2 – 5": what falls in a rate class, from its limits. A rate equal to a limit is in the lower class. */
export function limitsOf(id: ClassId, breaks: readonly number[] | null): string | undefined {
  const at = rateClasses.findIndex((c) => c.id === id)
  if (at < 0 || !breaks) return undefined
  if (at === 0) return words.upTo(limit(breaks[0]!))
  if (at === breaks.length) return words.moreThan(limit(breaks[at - 1]!))
  return words.between(limit(breaks[at - 1]!), limit(breaks[at]!))
}

/** Round counts for the size legend, from large to small. */
export function circleSteps(largest: number): number[] {
  const steps: number[] = []
  for (let below = largest; below >= 1 && steps.length < 3; below = steps.at(-1)! / 4) steps.push(roundBelow(below))
  return steps
}

/** The largest of 1, 2, 5, 10, 20, ... that is not above `n`. */
function roundBelow(n: number): number {
  const power = 10 ** Math.floor(Math.log10(n))
  return [5, 2, 1].map((s) => s * power).find((s) => s <= n)!
}

/** What the map shows, over the map: classes, n, period, denominator with year, boundary year, the gemeente to compare with. */
export function ClustersLegend({ answer, show, choose, points, spots = null }: { answer: Answer; /** street-level spots that are drawn; null when none can be */ spots?: number | null; show: 'rate' | 'count'; /** the switch between rate and count */ choose: ReactNode; points: { n: number | null; zoomedIn: boolean; allowed: boolean } }) {
  const { meta, areas } = answer
  const n = perClass(areas.map((a) => a.class))
  const unit = meta.estimate?.of === 'reporters' ? words.legendReporters : words.legendRate
  const classes = [...(meta.breaks ? rateClasses : []), ...otherClasses.filter((c) => n(c.id) > 0)]
  const drawn = answer.findings.filter(isCluster)
  return (
    <MapLegend
      head={choose}
      facts={[
        `${words.legendN(countText(meta), meta.n === 1)}, ${periodText(meta)}`,
        show === 'rate' && (meta.estimate ? `${unit}; ${words.legendCompare(meta.gemeente.name, rate(meta.estimate.mean))}` : unit),
        show === 'rate' ? `${words.legendDenominator(meta.denominator.label, meta.denominator.year)}; ${shared.boundary(meta.boundaryYear).toLowerCase()}` : shared.boundary(meta.boundaryYear),
        !points.allowed ? words.legendNotAllowed : points.n !== null && points.zoomedIn ? (points.n === 0 ? words.legendNoPoints : words.legendPoints(points.n)) : words.legendZoom,
        !!spots && finding.legendSpots(spots),
      ]}
    >
      {show === 'rate' ? <Legend scope="legend" title={unit} entries={classes.map((c) => ({ of: c, text: c.label, limits: limitsOf(c.id, meta.breaks), n: String(n(c.id)) }))} /> : <Circles largest={Math.max(1, ...areas.map((a) => a.n ?? 0))} />}
      {drawn.length > 0 && <OutlineKey fading={drawn.some((f) => f.kind === 'fading' || f.label === 'fading')} />}
    </MapLegend>
  )
}

/** How outlines look: the core drawn through, the edge in dashes, fading thinner. */
function OutlineKey({ fading }: { fading: boolean }) {
  return (
    <ul className="legend__outlines">
      <li>
        <svg width="44" height="12" aria-hidden="true">
          <path className="legend__outline" d="M2 6h18" />
          <path className="legend__outline legend__outline--edge" d="M24 6h19" />
        </svg>
        {finding.legend}
      </li>
      {fading && (
        <li>
          <svg width="44" height="12" aria-hidden="true">
            <path className="legend__outline legend__outline--fading" d="M2 6h40" />
          </svg>
          {finding.legendFading}
        </li>
      )}
    </ul>
  )
}

function Circles({ largest }: { largest: number }) {
  const scale = circleScaleOf(largest)
  const steps: { n: number; r: number; top: number; text: number }[] = []
  const floor = 2 * scale * Math.sqrt(circleSteps(largest)[0]!) + 12
  for (const n of circleSteps(largest)) {
    const r = Math.max(2, scale * Math.sqrt(n))
    const at = floor - 2 * r
    // Numbers of small circles move down, so that they stay readable.
    steps.push({ n, r, top: at, text: Math.max(at, (steps.at(-1)?.text ?? 0) + 15) })
  }
  const widest = steps[0]!.r
  return (
    <svg className="legend__circles" width={2 * widest + 80} height={Math.max(floor, steps.at(-1)!.text + 8)} role="img" aria-label={`${words.legendCount}: ${steps.map((s) => count(s.n)).join(", ")}`}>
      {steps.map(({ n, r, top, text }) => (
        <g key={n}>
          <circle cx={widest + 2} cy={floor - r - 1} r={r} />
          <path d={`M${widest + 2} ${top}H${2 * widest + 8}L${2 * widest + 16} ${text}h4`} />
          <text x={2 * widest + 24} y={text} dominantBaseline="middle">
            {count(n)}
          </text>
        </g>
      ))}
    </svg>
  )
}
