import { sql, type SQL } from 'drizzle-orm'
import { rows, type Tx } from './client'

/** CRS84: west, south, east, north. */
export type Bbox = readonly [number, number, number, number]

/** A frame of the map as conditions in SQL. */
export type Frame = {
  /** what a row of `signal` has to fulfil when its moved point can lie in the frame at all: cheap, decides nothing */
  mayHold: (row: SQL) => SQL
  /** whether the frame holds a point in RD, exactly as it would after its way to degrees */
  holds: (pointRd: SQL) => SQL
}

/** Side of a cell of `signal.cell` (see lib/db/schema/signals.ts), in metres; and the largest frame in which cells are listed (a larger one holds most signals anyway). */
const cellM = 500
const mostCells = 4_000

/** Points per edge. Between two of them an edge of L metres bends less than L x 10^-10 x L, far less than the margin as long as cells can be listed. */
const steps = 16
const marginM = (longestEdgeM: number): number => 0.1 + longestEdgeM / 1_000

/**
 * What is in a frame is decided by the point as it is drawn, in degrees: asking for smaller and smaller frames finds nothing else. A frame in
 * degrees is a slightly turned and bent one in RD; what lies clearly inside or outside of that needs no way to degrees, only what is near its edges.
 *
 * @param movedM how far a drawn point lies from the real one at most, in metres (in x and in y)
 */
export async function frameInRd(tx: Tx, [west, south, east, north]: Bbox, movedM: number): Promise<Frame> {
  const [edge] = await rows<Record<'left' | 'bottom' | 'right' | 'top' | 'west' | 'south' | 'east' | 'north', number>>(tx, sql`
    select min(ST_X(t.p)) as left, min(ST_Y(t.p)) as bottom, max(ST_X(t.p)) as right, max(ST_Y(t.p)) as top,
           max(ST_X(t.p)) filter (where e.side = 'west') as west, max(ST_Y(t.p)) filter (where e.side = 'south') as south,
           min(ST_X(t.p)) filter (where e.side = 'east') as east, min(ST_Y(t.p)) filter (where e.side = 'north') as north
    from (values (${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8)) f(west, south, east, north)
    cross join generate_series(0, ${steps}::int) i
    cross join lateral (values ('west', f.west, f.south + (f.north - f.south) * i / ${steps}), ('east', f.east, f.south + (f.north - f.south) * i / ${steps}),
                               ('south', f.west + (f.east - f.west) * i / ${steps}, f.south), ('north', f.west + (f.east - f.west) * i / ${steps}, f.north)) e(side, lon, lat)
    cross join lateral (select ST_Transform(ST_SetSRID(ST_MakePoint(e.lon, e.lat), 4326), 28992) as p offset 0) t`)
  const { left, bottom, right, top } = edge!
  const exactly = (pointRd: SQL): SQL => sql`ST_Intersects(ST_Transform(${pointRd}, 4326), ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326))`
  const margin = marginM(Math.max(right - left, top - bottom))
  const around = margin + movedM
  const cells = cellsOf(left - around, bottom - around, right + around, top + around)
  if (!cells) return { mayHold: () => sql`true`, holds: exactly }
  return {
    mayHold: (row) => sql`${row}.cell = any(${`{${cells.join()}}`}::int[]) and ${row}.point && ST_MakeEnvelope(${left - around}, ${bottom - around}, ${right + around}, ${top + around}, 28992)`,
    holds: (pointRd) => sql`(
      (ST_X(${pointRd}) between ${edge!.west + margin}::float8 and ${edge!.east - margin}::float8 and ST_Y(${pointRd}) between ${edge!.south + margin}::float8 and ${edge!.north - margin}::float8)
      or ${exactly(pointRd)})`,
  }
}

/** The cells that a box in RD touches; null when they are too many to list, or the box is none (RD ends not far beyond the Netherlands). */
function cellsOf(left: number, bottom: number, right: number, top: number): number[] | null {
  const [x0, y0, x1, y1] = [left, bottom, right, top].map((at) => Math.floor(at / cellM)) as [number, number, number, number]
  const [columns, lines] = [x1 - x0 + 1, y1 - y0 + 1]
  if (!(columns * lines <= mostCells)) return null
  return Array.from({ length: columns }, (_, i) => Array.from({ length: lines }, (_, j) => (x0 + i) * 2000 + y0 + j)).flat()
}
