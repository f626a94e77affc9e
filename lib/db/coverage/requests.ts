import { sql, type SQL } from 'drizzle-orm'
import type { CoverageRequest, RequestStatus } from '@/lib/domain/coverage'
import { rows, type Tx } from '../client'

export type RequestFilter = { theme?: string; buurt?: string; organisation?: number; status?: RequestStatus; /** open and past its day, or not */ late?: boolean; /** only in the werkgebieden of the wijkmanager who asks */ own?: boolean; id?: number }

const utc = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Requests that the reader may see, those that wait on top, then the newest first. `today` decides which are late. */
export function listRequests(tx: Tx, gemeente: string | null, today: string, f: RequestFilter = {}): Promise<CoverageRequest[]> {
  return rows(tx, sql`
    select r.id, r.version, r.gemeente, jsonb_build_object('code', r.buurt, 'name', b.name) as buurt, jsonb_build_object('slug', t.slug, 'label', t.label) as theme,
           jsonb_build_object('id', o.id, 'name', o.name) as organisation, r.due::text as due, r.text, r.status, r.reason, r.counter_text as "counterText", r.counter_date::text as "counterDate",
           ${utc(sql`r.created_at`)} as "askedAt", u.role as "askedBy", ${utc(sql`r.answered_at`)} as "answeredAt", (r.status = 'open' and r.due < ${today}::date) as late,
           (r.status in ('open', 'withdrawn') and (r.created_by = acting_user() or my_role() = 'planner')) as "mayWithdraw"
    from coverage_request r join theme t on t.slug = r.theme join organisation o on o.id = r.organisation left join user_roles() u on u.id = r.created_by
    left join lateral (select a.name from area a where a.gemeente = r.gemeente and a.code = r.buurt and a.level = 'buurt' and not a.water order by a.year desc limit 1) b on true
    where (${gemeente}::text is null or r.gemeente = ${gemeente})
      and (${f.theme ?? null}::text is null or r.theme = ${f.theme ?? null}) and (${f.buurt ?? null}::text is null or r.buurt = ${f.buurt ?? null})
      and (${f.organisation ?? null}::bigint is null or r.organisation = ${f.organisation ?? null}) and (${f.status ?? null}::text is null or r.status = ${f.status ?? null})
      and (${f.id ?? null}::bigint is null or r.id = ${f.id ?? null})
      and (${f.late ?? null}::boolean is null or (r.status = 'open' and r.due < ${today}::date) = ${f.late ?? null})
      ${f.own ? sql`and r.buurt = any ((select my_buurten())::text[])` : sql``}
    order by (r.status = 'open') desc, case when r.status = 'open' then r.due end, r.created_at desc, r.id desc`)
}

export type NewRequest = { gemeente: string; sourceId: string; buurt: string; theme: string; organisation: number; due: string; text: string }

/**
 * Asks an organisation; the same `sourceId` again gives the request that was made then.
 * @throws SQLSTATE 42501 for who may not, BF004 or 23503 for what does not exist, BF005 when the organisation has no agreement about the theme or the day is past
 */
export async function askRequest(tx: Tx, r: NewRequest): Promise<{ id: number; made: boolean }> {
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into coverage_request (gemeente, source_id, buurt, theme, organisation, due, text) values (${r.gemeente}, ${r.sourceId}, ${r.buurt}, ${r.theme}, ${r.organisation}, ${r.due}, ${r.text})
    on conflict (gemeente, source, source_id) do nothing returning id`)
  if (made) return { id: made.id, made: true }
  const [known] = await rows<{ id: number }>(tx, sql`select id from coverage_request where (gemeente, source, source_id) = (${r.gemeente}, 'app', ${r.sourceId})`)
  return { id: known!.id, made: false }
}

export type RequestAnswer = { status: RequestStatus; reason: string | null; counterText: string | null; counterDate: string | null }

/**
 * Writes the answer of the organisation, or takes the request back or asks it anew for who asked. @returns whether there was such a request of that version that the reader may answer or take back
 * @throws SQLSTATE BF005 when it cannot be taken back any more
 */
export async function answerRequest(tx: Tx, id: number, version: number, a: RequestAnswer): Promise<boolean> {
  return (await rows(tx, sql`
    update coverage_request set status = ${a.status}, reason = ${a.reason}, counter_text = ${a.counterText}, counter_date = ${a.counterDate}
    where id = ${id} and version = ${version} and (${a.status} in ('withdrawn', 'open')) <> (coalesce(organisation = my_organisation(), false)) returning 1 as one`)).length > 0
}

export type RequestChange = { at: string; role: string; before: { status: string; reason: string | null }; after: { status: string; reason: string | null } }

/** What a request was before each answer, newest first. */
export function requestHistory(tx: Tx, id: number): Promise<RequestChange[]> {
  const part = (side: SQL): SQL => sql`jsonb_build_object('status', ${side}->>'status', 'reason', ${side}->>'reason')`
  return rows(tx, sql`
    select ${utc(sql`h.at`)} as at, h.role, ${part(sql`h.before`)} as before, ${part(sql`h.after`)} as after
    from record_history h where h.register = 'coverage_request' and h.record = ${id} and h.action = 'update' order by h.id desc`)
}
