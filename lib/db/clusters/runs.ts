import { sql, type SQL } from 'drizzle-orm'
import type { RunQuestion, RunState, RunStatus } from '@/lib/domain/cluster'
import { rows, type Tx } from '../client'
import { keyOf, versionOf } from './questions'

/** A process that gave no sign of life for so long is dead, and another takes its run over. */
const deadAfterS = 30
/** A run that ended its process this often is not tried again. */
const mostAttempts = 3

type Row = Omit<RunState, 'question'> & { gemeente: string; theme: string | null; from: string; to: string; source: string | null; evidence: string | null; kind: RunQuestion['kind'] }

const columns = sql`
  r.id, r.status, r.progress, r.step, r.gemeente, r.theme, r."from"::text as "from", r."to"::text as "to", r.source, r.evidence, r.kind,
  to_char(r.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "askedAt", to_char(r.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "finishedAt",
  (r.data_version <> ${versionOf(sql`r.gemeente`)}) as outdated`

function stateOf({ gemeente, theme, from, to, source, evidence, kind, ...state }: Row): RunState {
  return { ...state, question: { gemeente, theme, period: { from, to }, source, evidence, kind } }
}

/**
 * Asks a question, unless it was answered or is being answered from the same data: then that run is it. What waits will read the data as they are
 * when it begins, so a question waits once. `standard` makes a waiting run a standard one.
 * @param method when given, an answer by another version of the method is none
 */
export async function askRun(tx: Tx, q: RunQuestion, how: HowAsked): Promise<{ id: number; made: boolean }> {
  const known = await answering(tx, q, how, ['running', 'done'])
  if (known) return { id: known, made: false }
  try {
    const made = await tx.transaction((inner) => insertRun(inner as unknown as Tx, q, how))
    if (made) return { id: made, made: true }
  } catch (error) {
    if (error instanceof BeingMade) return { id: error.id, made: false }
    throw error
  }
  const [waits] = await rows<{ id: number }>(tx, how.standard
    ? sql`update cluster_run set standard = true where key = ${keyOf(q)} and status = 'queued' returning id`
    : sql`select id from cluster_run where key = ${keyOf(q)} and status = 'queued'`)
  // it was taken between the two statements
  return waits ? { id: waits.id, made: false } : askRun(tx, q, how)
}

type HowAsked = { standard: boolean; by: number | null; seed: number; method?: string }

/** The newest run that answers a question from the data as they are now, in one of these states; null when there is none. */
async function answering(tx: Tx, q: RunQuestion, { standard, method }: HowAsked, states: ('running' | 'done')[]): Promise<number | null> {
  const [found] = await rows<{ id: number }>(tx, sql`
    select id from cluster_run r where r.key = ${keyOf(q)} and (r.standard or not ${standard}) and r.data_version = ${versionOf(sql`${q.gemeente}`)} and r.status = any(${sql.param(states)}::text[])
      and (r.status = 'running' or ${method ?? null}::text is null or r.method = ${method ?? null})
    order by r.id desc limit 1`)
  return found?.id ?? null
}

/** Somebody took the question while it was being asked. */
class BeingMade extends Error {
  constructor(readonly id: number) {
    super(`run ${id} is making it`)
  }
}

/**
 * A new run that waits; null when the question waits already.
 * @throws BeingMade when another transaction took the question meanwhile: inserting waits for it to end, and only a later statement sees what it did
 */
async function insertRun(tx: Tx, q: RunQuestion, how: HowAsked): Promise<number | null> {
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into cluster_run (gemeente, theme, "from", "to", source, evidence, kind, data_version, seed, asked_by${how.standard ? sql`, standard` : sql``})
    values (${q.gemeente}, ${q.theme}, ${q.period.from}::date, ${q.period.to}::date, ${q.source}, ${q.evidence}, ${q.kind}, ${versionOf(sql`${q.gemeente}`)}, ${how.seed}, ${how.by}${how.standard ? sql`, true` : sql``})
    on conflict (key) where status = 'queued' do nothing returning id`)
  if (!made) return null
  const taken = await answering(tx, q, how, ['running'])
  if (taken) throw new BeingMade(taken)
  return made.id
}

export type TakenRun = { id: number; question: RunQuestion; seed: number; standard: boolean; boundarySet: number | null; /** which time this is that somebody began with it */ attempt: number }

/**
 * Takes the run that is next: standard ones after those that somebody waits for. Two processes never take the same one. A run whose process died is
 * taken over; after three times it has failed. Read the input in the same transaction: from here on the run says which version of the data it holds.
 */
export async function takeRun(tx: Tx): Promise<TakenRun | null> {
  await tx.execute(sql`
    update cluster_run set status = 'failed', error_id = coalesce(error_id, 'ended'), finished_at = now()
    where status = 'running' and heartbeat < now() - make_interval(secs => ${deadAfterS}) and attempts >= ${mostAttempts}`)
  const [taken] = await rows<Row & Omit<TakenRun, 'id' | 'question'>>(tx, sql`
    update cluster_run r set status = 'running', started_at = now(), heartbeat = now(), attempts = r.attempts + 1, progress = 0, step = null, data_version = ${versionOf(sql`r.gemeente`)}
    where r.id = (
      select n.id from cluster_run n
      where n.status = 'queued' or (n.status = 'running' and n.heartbeat < now() - make_interval(secs => ${deadAfterS}))
      order by n.standard, n.id limit 1 for update skip locked)
    returning ${columns}, r.seed, r.standard, r.boundary_set as "boundarySet", r.attempts as attempt`)
  if (!taken) return null
  const { seed, standard, boundarySet, attempt, ...row } = taken
  return { id: row.id, question: stateOf(row).question, seed, standard, boundarySet, attempt }
}

/**
 * Whether a run waits, or is left by a process that died, and the versions of all data: one short question, to be asked every few seconds.
 * @returns versions per gemeente, sorted
 */
export async function lookForWork(tx: Tx): Promise<{ waits: boolean; versions: { gemeente: string; version: number }[] }> {
  const [found] = await rows<{ waits: boolean; versions: { gemeente: string; version: number }[] }>(tx, sql`
    select exists (select from cluster_run where status = 'queued' or (status = 'running' and heartbeat < now() - make_interval(secs => ${deadAfterS}))) as waits,
           (select coalesce(json_agg(json_build_object('gemeente', v.gemeente, 'version', v.version) order by v.gemeente), '[]')
            from (select gemeente, sum(n)::bigint as version from signal_version group by gemeente) v) as versions`)
  return found!
}

/** A run that somebody works at; with `attempt` only for as long as nobody else has taken it over. */
export type HeldRun = { id: number; attempt?: number }
/** Whether it is still being done by who holds it. */
export const isHeld = ({ id, attempt }: HeldRun): SQL => sql`id = ${id} and status = 'running' and (${attempt ?? null}::int is null or attempts = ${attempt ?? null})`

/** Says how far a run is, and that its process lives. @returns whether to go on: `cancelled` also when the run is gone, or another process has it or has finished it */
export async function noteProgress(tx: Tx, run: HeldRun, share: number, step: string | null): Promise<'go' | 'cancelled'> {
  const found = await rows(tx, sql`
    update cluster_run set progress = ${Math.min(1, Math.max(0, share))}, step = ${step}, heartbeat = now() where ${isHeld(run)} returning 1 as one`)
  return found.length > 0 ? 'go' : 'cancelled'
}

/** The run went wrong; the log says how under `errorId`. One that was cancelled, done or taken over meanwhile stays so. */
export async function failRun(tx: Tx, run: HeldRun, errorId: string): Promise<void> {
  await tx.execute(sql`update cluster_run set status = 'failed', error_id = ${errorId}, finished_at = now(), step = null where (id = ${run.id} and status = 'queued') or (${isHeld(run)})`)
}

/**
 * Leaves a run that was taken to whoever looks next, at once; nothing when somebody else has it already.
 * @param how.counts whether this time counts as one of the times that it may be tried
 */
export async function letRunGo(tx: Tx, { id, attempt }: TakenRun, how: { counts: boolean }): Promise<void> {
  await tx.execute(sql`update cluster_run set heartbeat = '-infinity', attempts = ${how.counts ? attempt : attempt - 1} where ${isHeld({ id, attempt })}`)
}

/** Takes a question back, by who asked it, a planner or the administrator. @returns false when there is none to take back, or the reader may not */
export async function cancelRun(tx: Tx, id: number): Promise<boolean> {
  return (await rows(tx, sql`update cluster_run set status = 'cancelled' where id = ${id} and status in ('queued', 'running') returning 1 as one`)).length > 0
}

/** A run by its number; null when there is none that the reader may see. */
export async function findRunById(tx: Tx, id: number): Promise<RunState | null> {
  const [found] = await rows<Row>(tx, sql`select ${columns} from cluster_run r where r.id = ${id}`)
  return found ? stateOf(found) : null
}

/** The answer to a question: the newest one that is done, or when there is none the newest run; null when nobody asked. */
export async function findRun(tx: Tx, q: RunQuestion): Promise<RunState | null> {
  const [found] = await rows<Row>(tx, sql`select ${columns} from cluster_run r where r.key = ${keyOf(q)} order by (r.status = 'done') desc, r.id desc limit 1`)
  return found ? stateOf(found) : null
}

/** The run of a question that waits or is being made, beside an older answer; null when there is none. */
export async function findOpenRun(tx: Tx, q: RunQuestion): Promise<RunState | null> {
  const [found] = await rows<Row>(tx, sql`select ${columns} from cluster_run r where r.key = ${keyOf(q)} and r.status in ('queued', 'running') order by r.id desc limit 1`)
  return found ? stateOf(found) : null
}

/** Until the transaction ends, this user asks nothing else: without it, two questions at once are each counted without the other. */
export async function oneQuestionAtATime(tx: Tx, user: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('buurtfocus cluster run'), ${user}::int)`)
}

/** How many runs of a user wait or are being made. */
export async function countOpenRuns(tx: Tx, user: number): Promise<number> {
  return (await rows<{ n: number }>(tx, sql`select count(*)::int as n from cluster_run where asked_by = ${user} and status in ('queued', 'running')`))[0]!.n
}

/** Whether every standard question about a gemeente was answered once: before that "none found" tells nothing. */
export async function searchedOnce(tx: Tx, gemeente: string): Promise<boolean> {
  const [found] = await rows<{ searched: boolean }>(tx, sql`
    select coalesce(bool_and(done), false) as searched
    from (select bool_or(status = 'done') as done from cluster_run where standard and gemeente = ${gemeente} and status <> 'cancelled' group by theme) t`)
  return found!.searched
}

/** Runs for a list, newest first. */
export async function listRuns(tx: Tx, query: { gemeente?: string; status?: RunStatus; limit: number }): Promise<RunState[]> {
  return (await rows<Row>(tx, sql`
    select ${columns} from cluster_run r
    where (${query.gemeente ?? null}::text is null or r.gemeente = ${query.gemeente ?? null}) and (${query.status ?? null}::text is null or r.status = ${query.status ?? null})
    order by r.id desc limit ${query.limit}`)).map(stateOf)
}
