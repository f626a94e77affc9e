import type postgres from 'postgres'
import { demoThemes } from '@/lib/demo/themes'
import { addDays, addMonths, splitAtMonths, type Period } from '@/lib/domain/period'
import { gemeente } from './signal-files'

export type Question = { theme?: string; werkgebied?: string; kind?: 'knelpunt' | 'kans'; from: string; to: string }
type Sql = postgres.Sql
type Count = { code: string; n: number }

/** Questions as people ask them, always the same: any theme or one, whole months or days, the gemeente or one werkgebied. */
export function makeQuestions(n: number, werkgebieden: readonly string[]): Question[] {
  let seed = 20_261_124
  const draw = (below: number): number => Math.floor(((seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647) * below)
  return Array.from({ length: n }, (_, i) => {
    const months = [3, 3, 6, 12, 24, 36][draw(6)]!
    const first = addMonths('2023-11-01', draw(37 - months))
    const period: Period = i % 3 === 2 ? { from: addDays(first, 1 + draw(27)), to: addDays(addMonths(first, months - 1), 1 + draw(27)) } : { from: first, to: addMonths(first, months) }
    return {
      ...period,
      ...(draw(2) === 0 ? { theme: demoThemes[draw(demoThemes.length)]!.slug } : {}),
      ...(draw(4) === 0 ? { werkgebied: werkgebieden[draw(werkgebieden.length)] } : {}),
      ...(draw(6) === 0 ? { kind: 'knelpunt' as const } : {}),
    }
  })
}

/** The three ways of asking the database directly; each is one statement that gives every buurt with its count. */
export const plainWays = {
  /** whole months from the rollup, the days around them from the signals by their buurt */
  rollup: (sql: Sql, set: number, q: Question): Promise<Count[]> => {
    const { months, days } = splitAtMonths(q)
    const parts = [
      ...(months ? [sql`select m.area, m.n from signal_month m where m.month >= ${months.from} and m.month < ${months.to} ${filter(sql, sql`m`, q)}`] : []),
      ...days.map((day) => byBuurt(sql, set, q, day)),
    ]
    return counted(sql, set, q, parts.reduce((all, part) => sql`${all} union all ${part}`))
  },
  /** every signal of the period, by the buurt that was kept for it */
  signals: (sql: Sql, set: number, q: Question): Promise<Count[]> => counted(sql, set, q, byBuurt(sql, set, q, q)),
  /** every signal of the period, point in polygon while asking */
  spatial: (sql: Sql, set: number, q: Question): Promise<Count[]> =>
    counted(sql, set, q, sql`
      select (select a.id from area a where a.boundary_set = ${set} and a.level = 'buurt'
                and case when s.point is null then a.code = s.stated_buurt and not a.water else ST_Intersects(a.geom, s.point) end
              order by a.code, a.water limit 1) as area, 1 as n
      from signal s where ${inPeriod(sql, q, q)}`),
}

type Part = postgres.PendingQuery<postgres.Row[]>

const filter = (sql: Sql, table: Part, q: Question): Part => sql`
  ${q.theme ? sql`and ${table}.theme = ${q.theme}` : sql``} ${q.kind ? sql`and ${table}.kind = ${q.kind}` : sql``}`

const inPeriod = (sql: Sql, q: Question, period: Period): Part => sql`
  s.gemeente = ${gemeente} and s.observed_on >= ${period.from} and s.observed_on < ${period.to}
  and s.status <> 'cancelled' and s.duplicate_of is null ${filter(sql, sql`s`, q)}`

const byBuurt = (sql: Sql, set: number, q: Question, period: Period): Part => sql`
  select sa.area, 1 as n from signal s join signal_area sa on sa.signal = s.id and sa.boundary_set = ${set} where ${inPeriod(sql, q, period)}`

const counted = (sql: Sql, set: number, q: Question, parts: Part): Promise<Count[]> =>
  sql<Count[]>`
    select a.code, a.name, a.inhabitants, coalesce(c.n, 0)::int as n
    from area a left join (select p.area, sum(p.n) as n from (${parts}) p group by p.area) c on c.area = a.id
    where a.boundary_set = ${set} and a.level = 'buurt'
      ${q.werkgebied ? sql`and a.code in (select wb.buurt_code from werkgebied_buurt wb join werkgebied w on w.id = wb.werkgebied where w.slug = ${q.werkgebied})` : sql``}
    order by a.code, a.water`.then((rows) => [...rows])
