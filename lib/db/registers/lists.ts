import { sql, type SQL } from 'drizzle-orm'
import { werkYear } from '../areas'
import { rows, type Tx } from '../client'
import type { Boundaries } from './shape'

/** Short lists to choose from. `id` is what a field keeps: a slug, a number or the code of a buurt. */
export const listNames = ['themes', 'werkgebieden', 'teams', 'advisers', 'buurten'] as const
export type ListName = (typeof listNames)[number]
/** `lon`, `lat` (CRS84): a point inside a buurt */
export type Choice = { id: string | number; name: string; slug?: string; werkgebied?: string | null; team?: string | null; sensitive?: boolean; lon?: number; lat?: number }

const questions: Readonly<Record<ListName, (at: Boundaries) => SQL>> = {
  themes: () => sql`select slug as id, slug, label as name, sensitive from theme order by lower(label), slug`,
  werkgebieden: ({ gemeente }) => sql`select id, slug, name from werkgebied where gemeente = ${gemeente} order by lower(name), id`,
  teams: () => sql`select slug as id, slug, name from team order by lower(name), slug`,
  advisers: () => sql`select a.id, a.name, a.team from advisers() a order by lower(a.name), a.id`,
  buurten: (at) => sql`
    select a.code as id, a.name, w.slug as werkgebied, round(ST_X(ST_Transform(a.label_point, 4326))::numeric, 6)::float8 as lon, round(ST_Y(ST_Transform(a.label_point, 4326))::numeric, 6)::float8 as lat -- 28992 -> CRS84
    from area a
    left join werkgebied_buurt wb on wb.gemeente = a.gemeente and wb.buurt_code = a.code and wb.year = ${werkYear(at.gemeente, at.year)}
    left join werkgebied w on w.id = wb.werkgebied
    where a.boundary_set = ${at.boundarySet}::bigint and a.level = 'buurt' and not a.water order by lower(a.name), a.code`,
}

/** The choices of a form. Advisers are told to staff only. */
export const listChoices = (tx: Tx, list: ListName, at: Boundaries): Promise<Choice[]> => rows(tx, questions[list](at))
