import 'server-only'
import { sumLines, type LineSums } from '@/lib/analysis/line-sums'
import { scheduleInWords } from '@/lib/analysis/schedule'
import { findBoundarySet, listGemeenten, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { listAdvisers, listBuurtNames, listNames } from '@/lib/db/register-names'
import { recordHistory } from '@/lib/db/registers/history'
import { findRecord, homeGemeente, listRecords, WrongCursor } from '@/lib/db/registers/list'
import { listThemes } from '@/lib/db/themes'
import { listTeams } from '@/lib/db/users'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { Register, RegisterId } from '@/lib/domain/register'
import type { RegisterQuery } from '@/lib/domain/register-query'
import { mayAdd, mayRead } from '@/lib/domain/register-rights'
import { registers } from '@/lib/domain/registers'
import { relatedOf } from './related'
import type { Choices, HistoryItem, Item, List, Option, Where } from './shapes'

const options = (found: readonly { id: number; name: string }[]): Option[] => found.map(({ id, name }) => ({ value: String(id), label: name }))

/** The gemeente that is asked for, or where the reader is at home; null when no boundaries are loaded. */
async function whereIs(tx: Tx, me: Me, asked: string | undefined, today: string): Promise<Where | null> {
  const code = asked ?? (await homeGemeente(tx, me))
  const gemeente = (await listGemeenten(tx)).find((g) => g.code === code)
  if (!gemeente) return null
  return { ...gemeente, boundaryYear: (await findBoundarySet(tx, gemeente.code, Number(today.slice(0, 4))))?.year ?? null }
}

/** What the references of these targets may point at. */
async function choicesFor(tx: Tx, where: Where, targets: ReadonlySet<string>, today: string): Promise<Choices> {
  const choices: Record<string, readonly Option[]> = {}
  for (const id of Object.keys(registers) as RegisterId[]) if (targets.has(id)) choices[id] = options(await listNames(tx, id, where.code))
  if (targets.has('themes')) choices.themes = (await listThemes(tx)).map((t) => ({ value: t.slug, label: t.label }))
  if (targets.has('teams')) choices.teams = (await listTeams(tx)).map((t) => ({ value: t.slug, label: t.name }))
  if (targets.has('advisers')) choices.advisers = options(await listAdvisers(tx))
  if (targets.has('werkgebieden') || targets.has('slugs')) {
    const werkgebieden = await listWerkgebieden(tx, where.code)
    choices.werkgebieden = options(werkgebieden)
    choices.slugs = werkgebieden.map((w) => ({ value: w.slug, label: w.name }))
  }
  if (targets.has('buurten')) choices.buurten = (await listBuurtNames(tx, where.code, Number(today.slice(0, 4)))).map((b) => ({ value: b.code, label: b.name }))
  return choices
}

const targetsOf = (register: Register, which: (field: Register['fields'][string]) => boolean): Set<string> =>
  new Set(Object.values(register.fields).filter(which).flatMap((f) => (f.to ? [f.to] : f.type === 'buurt' || f.type === 'buurten' || f.type === 'point' ? ['buurten'] : [])))

/** A repeat in words comes with the names, so that the lists need no library for it. */
const worded = (register: Register, item: Item): Item => {
  const rule = Object.entries(register.fields).find(([, f]) => f.type === 'schedule')?.[0]
  return rule && typeof item[rule] === 'string' ? { ...item, names: { ...item.names, [rule]: scheduleInWords(item[rule], (item.startTime as string | null) ?? null) } } : item
}

export type ListAnswer = List & { where: Where; choices: Choices; may: { add: boolean; change: boolean }; today: string; /** for wijkmanagers and organisations: nothing here is theirs to import */ role: Me['role']; uid: number }

/** A page of a register with what its filters offer; `wrong-cursor` when the address was made for another list. */
export async function loadList(tx: Tx, register: Register, query: RegisterQuery, me: Me, now: Date): Promise<ListAnswer | 'no-boundaries' | 'wrong-cursor'> {
  const today = dateInAmsterdam(now)
  const where = await whereIs(tx, me, query.gemeente, today)
  if (!where) return 'no-boundaries'
  const asked = { ...query, gemeente: where.code, today, uid: me.uid }
  const targets = targetsOf(register, (f) => f.filter === true || f.bulk === true)
  for (const name of Object.keys(register.filters ?? {})) for (const to of filterTargets[name] ?? []) targets.add(to)
  try {
    const list = await listRecords(tx, register, asked)
    return {
      ...list,
      items: list.items.map((item) => worded(register, item)),
      where,
      choices: await choicesFor(tx, where, targets, today),
      may: { add: mayAdd(register.id, me.role), change: list.items.some((item) => item.may.update) },
      today,
      role: me.role,
      uid: me.uid ?? 0,
    }
  } catch (error) {
    if (error instanceof WrongCursor) return 'wrong-cursor'
    throw error
  }
}

const filterTargets: Readonly<Record<string, readonly string[]>> = { theme: ['themes'], werkgebied: ['slugs'], selected: ['buurten'], organisation: ['organisations'], owner: ['teams'] }

export type RelatedList = { register: RegisterId; filter: string; items: Item[]; total: number; add: boolean; /** these keep the record from being deleted */ blocks: boolean }
export type RecordAnswer = { item: Item; history: HistoryItem[]; related: RelatedList[]; sums: LineSums | null; today: string; uid: number; where: Where | null }

/** How many of each related list stand on the page. */
const relatedShown = 8

/** A record with its history and what belongs to it; null when it does not exist or may not be seen. */
export async function loadRecord(tx: Tx, register: Register, id: number, me: Me, now: Date): Promise<RecordAnswer | null> {
  const today = dateInAmsterdam(now)
  const item = await findRecord(tx, register, id, today)
  if (!item) return null
  const related: RelatedList[] = []
  for (const { to, filter, blocks } of relatedOf(register.id)) {
    if (!mayRead(to, me.role)) continue
    const of = registers[to]
    const list = await listRecords(tx, of, { filters: { [filter]: id }, sort: of.order, gemeente: item.gemeente, limit: relatedShown, today, uid: me.uid })
    related.push({ register: to, filter, items: list.items.map((i) => worded(of, i)), total: list.total, add: mayAdd(to, me.role) && filter in of.fields, blocks })
  }
  const lines = register.id === 'agreements' ? await listRecords(tx, registers['agreement-lines'], { filters: { agreement: id }, sort: 'id', gemeente: item.gemeente, limit: 2000, today, uid: me.uid }) : null
  return {
    item: worded(register, item),
    history: await recordHistory(tx, register, item),
    related,
    sums: lines && sumLines(lines.items as never, { hours: item.hours as number | null, subsidyEur: item.subsidyEur as number | null }),
    today,
    uid: me.uid ?? 0,
    where: await whereIs(tx, me, item.gemeente, today),
  }
}

export type FormAnswer = { item: Item | null; choices: Choices; where: Where; today: string; uid: number; /** lists from which a choice is made while they hold nothing */ mayAdd: boolean }

/** What a form needs: the record (null: a new one) and all choices. Null when the record does not exist; `no-boundaries` when nothing is loaded. */
export async function loadForm(tx: Tx, register: Register, id: number | null, gemeente: string | undefined, me: Me, now: Date): Promise<FormAnswer | 'no-boundaries' | null> {
  const today = dateInAmsterdam(now)
  const item = id === null ? null : await findRecord(tx, register, id, today)
  if (id !== null && !item) return null
  const where = await whereIs(tx, me, item?.gemeente ?? gemeente, today)
  if (!where) return 'no-boundaries'
  const choices = await choicesFor(tx, where, targetsOf(register, (f) => !f.readOnly), today)
  return { item: item && worded(register, item), choices: item ? withOwn(register, choices, item) : choices, where, today, uid: me.uid ?? 0, mayAdd: mayAdd(register.id, me.role) }
}

/** What a record points at now can always be kept, also when it is in no list (any more). */
function withOwn(register: Register, choices: Choices, item: Item): Choices {
  const all: Record<string, readonly Option[] | undefined> = { ...choices }
  for (const [name, field] of Object.entries(register.fields)) {
    const to = field.to ?? (field.type === 'buurt' || field.type === 'buurten' ? 'buurten' : null)
    if (!to || field.readOnly) continue
    const values = [item[name] ?? []].flat() as (string | number)[]
    const names = [item.names[name] ?? []].flat()
    const missing = values.flatMap((value, i) => ((all[to] ?? []).some((o) => o.value === String(value)) ? [] : [{ value: String(value), label: names[i] ?? String(value) }]))
    if (missing.length > 0) all[to] = [...(all[to] ?? []), ...missing]
  }
  return all
}
