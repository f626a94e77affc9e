import type { Phase } from '@/lib/domain/focus'
import type { PublicModel } from '@/lib/domain/public-model'
import type { Book } from './book'
import { frameOf, linePath, outlines, type Frame } from './outlines'
import { words } from './words'

/** Width of the drawing; one unit is about a pixel on a laptop. */
const width = 760
export const shownPhases = ['execution', 'plan', 'decided', 'aftercare', 'regular', 'none'] as const satisfies readonly (Phase | 'none')[]
export const lookOf = (phase: Phase | 'none'): (typeof shownPhases)[number] => (phase === 'proposed' ? 'none' : phase)

/** All buurten, each a link with its name and phase; fill, pattern and words say the phase. The same facts are in the table. */
export function StartMap({ book }: { book: Book }) {
  const frame = frameOf(book.buurten, width, 14)
  const paths = outlines(book.buurten, frame)
  const drawn = book.buurten.map((b, i) => ({ b, d: paths[i]!, standing: book.standing(b.code) })).filter(({ d }) => d !== '')
  return (
    <svg className="map" viewBox={`0 0 ${frame.width} ${frame.height}`} width={frame.width} height={frame.height} role="group" aria-label={words.start.mapLabel(book.model.gemeente.name)}>
      <Patterns />
      <Backdrop ground={groundOf(book.model, frame)} />
      {drawn.map(({ b, d, standing }) => {
        const name = `${b.name}: ${words.phase[standing.phase]}${yearOf(standing)}`
        return (
          <a key={b.code} href={`/buurten/${b.code}`} aria-label={name}>
            <title>{name}</title>
            <Shape d={d} look={b.area === null && standing.phase === 'none' ? 'quiet' : lookOf(standing.phase)} />
          </a>
        )
      })}
      <Lines model={book.model} frame={frame} />
      <g aria-hidden="true" className="years">
        {drawn.map(({ b, standing }) => {
          const middle = book.middle(b.code)
          if (!middle || !standing.focus || standing.phase === 'regular' || standing.phase === 'none') return null
          const [x, y] = frame.toPixel(middle.x, middle.y)
          return <text key={b.code} x={x} y={y}>{standing.focus.cohortYear}</text>
        })}
      </g>
    </svg>
  )
}

const yearOf = (s: { focus: { cohortYear: number } | null; phase: string }): string => (s.focus && s.phase !== 'none' ? `, ${s.focus.cohortYear}` : '')

/** Fill and, over it, the pattern: without colour the phases can still be told apart. */
function Shape({ d, look }: { d: string; look: string }) {
  return look === 'none' || look === 'execution' || look === 'quiet' || look === 'regular' ? <path d={d} className={look} /> : (
    <g className={look}>
      <path d={d} />
      <path d={d} fill={`url(#p-${look})`} />
    </g>
  )
}

function Patterns() {
  return (
    <defs>
      <pattern id="p-plan" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v9" className="ink thick" /></pattern>
      <pattern id="p-decided" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path d="M0 0v7" className="ink" /></pattern>
      <pattern id="p-aftercare" width="8" height="8" patternUnits="userSpaceOnUse"><circle cx="4" cy="4" r="1.4" className="dot" /></pattern>
    </defs>
  )
}

/** The legend in the same shapes, with words. */
export function Legend() {
  return (
    <ul className="legend" aria-label={words.start.legend}>
      {shownPhases.map((phase) => (
        <li key={phase}>
          <svg className="map" viewBox="0 0 30 20" width="30" height="20" aria-hidden="true"><Shape d="M1 1h28v18H1z" look={phase} /></svg>
          {words.phase[phase]}
        </li>
      ))}
    </ul>
  )
}

/** A small map: this buurt in its gemeente. */
export function Locator({ book, code, label }: { book: Book; code: string; label: string }) {
  const { frame, paths, ground } = small(book)
  return (
    <svg className="map" viewBox={`0 0 ${frame.width} ${frame.height}`} width={frame.width} height={frame.height} role="img" aria-label={label}>
      <Backdrop ground={ground} />
      <path d={paths.join('')} className="others" />
      <path d={paths[book.buurten.findIndex((b) => b.code === code)]} className="here" />
    </svg>
  )
}

type SmallMap = { frame: Frame; paths: string[]; ground: Ground }
const smallMaps = new WeakMap<Book, SmallMap>()
/** The same drawing on every page of a buurt: made once. */
function small(book: Book): SmallMap {
  const known = smallMaps.get(book)
  if (known) return known
  const frame = frameOf(book.buurten, 300, 6)
  const made = { frame, paths: outlines(book.buurten, frame, 1.2), ground: groundOf(book.model, frame) }
  smallMaps.set(book, made)
  return made
}

/** The addresses of venues as numbered dots, the numbers those of the list. */
export function PointMap({ book, points, label }: { book: Book; points: readonly { x: number; y: number; number: number; name: string; href: string }[]; label: string }) {
  const frame = frameOf(book.buurten, width, 14)
  return (
    <svg className="map" viewBox={`0 0 ${frame.width} ${frame.height}`} width={frame.width} height={frame.height} role="group" aria-label={label}>
      <Backdrop ground={groundOf(book.model, frame)} />
      <path d={outlines(book.buurten, frame).join('')} className="others" />
      <Lines model={book.model} frame={frame} />
      {points.map((p) => {
        const [x, y] = frame.toPixel(p.x, p.y)
        return (
          <a key={p.number} href={p.href} aria-label={p.name} className="place">
            <title>{p.name}</title>
            <circle cx={x} cy={y} r="12" />
            <text x={x} y={y} aria-hidden="true">{p.number}</text>
          </a>
        )
      })}
    </svg>
  )
}

const water = new Set(['sea', 'lake', 'water', 'pond'])
const green = new Set(['park', 'wood', 'dunes'])
/** lines that help to find the way */
export const railKinds = new Set(['canal', 'railway', 'main_road'])

type Ground = { look: 'water' | 'land' | 'green' | 'outside'; d: string }[]
function groundOf(model: PublicModel, frame: Frame): Ground {
  const areas = model.backdrop.filter((f) => water.has(f.kind) || f.kind === 'land' || green.has(f.kind))
  const under = { look: areas.some((f) => f.kind === 'sea') ? 'water' as const : 'outside' as const, d: `M0 0h${frame.width}v${frame.height}H0z` }
  return [under, ...areas.filter((f) => f.kind !== 'sea').map((f) => ({ look: water.has(f.kind) ? 'water' as const : f.kind === 'land' ? 'land' as const : 'green' as const, d: outlines([{ geometry: polygonsOf(f.geometry) }], frame, 1.5)[0]! })).filter(({ d }) => d !== '')]
}

const Backdrop = ({ ground }: { ground: Ground }) => <g aria-hidden="true">{ground.map(({ look, d }, i) => <path key={i} d={d} className={look} />)}</g>

function Lines({ model, frame }: { model: PublicModel; frame: Frame }) {
  return (
    <g aria-hidden="true" className="lines">
      {[...railKinds].map((kind) => {
        const d = model.backdrop.filter((f) => f.kind === kind).flatMap((f) => linesOf(f.geometry).map((l) => linePath(l, frame))).join('')
        return d && <path key={kind} d={d} className={kind} />
      })}
    </g>
  )
}

type Geometry = PublicModel['backdrop'][number]['geometry']
type Line = readonly (readonly [number, number])[]
const polygonsOf = (g: Geometry): Line[][] => (g.type === 'Polygon' ? [g.coordinates as Line[]] : g.type === 'MultiPolygon' ? (g.coordinates as Line[][]) : [])
export const linesOf = (g: Geometry): Line[] => (g.type === 'LineString' ? [g.coordinates as Line] : g.type === 'MultiLineString' ? (g.coordinates as Line[]) : [])
