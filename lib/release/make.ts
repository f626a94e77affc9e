import { asking, type Tx } from '@/lib/db/client'
import { keepFigures, newestKeyMark, toldWithOtherKey } from '@/lib/db/release/keys'
import { leafChanges } from '@/lib/db/release/leaves'
import { askRelease, failRelease, findRelease, finishRelease, holdDrafts, releaseBefore, stillMaking } from '@/lib/db/release/register'
import { system } from '@/lib/domain/identity'
import { isClosed, periodOf } from '@/lib/domain/public-period'
import type { LeafChange, ReleaseProblem, ReleaseRow } from '@/lib/domain/release'
import { KeyRefused, markOf } from './key'
import { planRelease, readModel, roundLeaves, stillMayTell, type Plan } from './model'
import { renderers } from './renderers'
import { writeRelease } from './write'

/** In milliseconds. */
const signOfLifeMs = 10_000

const ask = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(system, work, { deadlineMs: null })

/** A release cannot be made as it was asked. */
class Refused extends Error {
  constructor(readonly problem: ReleaseProblem) {
    super(problem)
  }
}

export type Making = {
  /** the day in Amsterdam that it speaks of */
  today: string
  /** read when it is needed, so that a key that is refused is the problem of this release */
  key: () => Uint8Array
  /** the mark of a key that is lost: another may take its place now */
  lostKey?: string
  /** everything public: `${DATA_DIR}/public` */
  folder: string
  reportUrl: string | null
  onError: (error: unknown) => void
  /** how the files are written, after the counting and before the last look at what became public meanwhile: a test does something in between */
  write?: typeof writeRelease
}

/**
 * Makes what was asked (and taken): counts, rounds, reads back what may be told, renders, writes. Nothing of it is public afterwards: it is a draft.
 * @returns the release as it stands then: a draft, or one with the same contents that was there already, or failed
 */
export async function makeRelease(taken: ReleaseRow, making: Making): Promise<ReleaseRow> {
  const alive = setInterval(() => void ask((tx) => stillMaking(tx, taken.number)).catch(() => {}), signOfLifeMs)
  try {
    const number = await make(taken, making)
    return (await ask((tx) => findRelease(tx, number)))!
  } catch (error) {
    if (!(error instanceof Refused)) making.onError(error)
    await ask((tx) => failRelease(tx, taken.number, problemOf(error)))
    return (await ask((tx) => findRelease(tx, taken.number)))!
  } finally {
    clearInterval(alive)
  }
}

async function make({ number, gemeente, untilPeriod }: ReleaseRow, making: Making): Promise<number> {
  const { today, folder, reportUrl, write = writeRelease } = making
  const { plan, keyMark } = await count(number, gemeente, untilPeriod, making, ask)
  const model = await readModel(number, plan, today, reportUrl)
  const files = renderers.flatMap((render) => render(model))
  const { manifest, sha256 } = await write(folder, model, files)
  return ask(async (tx) => {
    await holdDrafts(tx, gemeente)
    if (!(await stillMayTell(tx, plan))) throw new Refused('meanwhile')
    const changed = await leafChanges(tx, await releaseBefore(tx, gemeente, number), number)
    return finishRelease(tx, number, {
      id: manifest.id, madeOn: today, boundaryYear: model.boundaryYear, periods: model.periods.map((p) => p.id), sha256, keyMark,
      counts: { areas: model.areas.length, wijken: model.themes.some((t) => t.delicate) ? model.wijken.length : 0, leaves: model.leaves.length, changed: changed.length, files: files.length, bytes: Object.values(manifest.files).reduce((sum, f) => sum + f.bytes, 0) },
    })
  })
}

/** Writes the rounded figures of a release, in a transaction of `within`. */
async function count(number: number, gemeente: string, untilPeriod: string | null, { today, key: readKey, lostKey }: Making, within: typeof ask): Promise<{ plan: Plan; keyMark: string }> {
  const until = untilPeriod === null ? null : periodOf(untilPeriod)
  if (untilPeriod !== null && (until === null || !isClosed(until, today))) throw new Refused('no_period')
  const key = readKey()
  const keyMark = markOf(key)
  return within(async (tx) => {
    const newest = await newestKeyMark(tx, gemeente)
    if (newest !== null && newest !== keyMark && newest !== lostKey) throw new Refused('other_key')
    const plan = await planRelease(tx, gemeente, today, untilPeriod)
    if (!plan) throw new Refused('no_boundaries')
    // Never a second rounding of what another key rounded: those figures stay as they are.
    const kept = await toldWithOtherKey(tx, gemeente, keyMark)
    const fresh = plan.themes.map((theme) => ({ ...theme, periods: theme.periods.filter((p) => !kept.some((k) => k.theme === theme.slug && k.period === p.id)) }))
    await roundLeaves(tx, number, { ...plan, themes: fresh }, key)
    await keepFigures(tx, number, gemeente, kept.filter((k) => plan.themes.some((theme) => theme.slug === k.theme && theme.periods.some((p) => p.id === k.period))))
    return { plan, keyMark }
  })
}

/**
 * What a release made now would change, figure by figure. Nothing of it stays: no draft, no list of areas, no file.
 * @returns the changes, or why it could not be made
 * @throws SQLSTATE 23505 when a release is being made, 23503 for an unknown gemeente
 */
export async function previewRelease(gemeente: string, untilPeriod: string | null, making: Making): Promise<{ changes: LeafChange[] } | { problem: ReleaseProblem }> {
  const undone = { changes: [] as LeafChange[] }
  return ask<never>(async (tx) => {
    const number = await askRelease(tx, gemeente, untilPeriod)
    await count(number, gemeente, untilPeriod, making, (work) => work(tx))
    undone.changes = await leafChanges(tx, await releaseBefore(tx, gemeente, number), number)
    throw undone
  }).catch((error: unknown) => {
    if (error === undone) return undone
    const problem = problemOf(error)
    if (problem === 'failed') throw error
    return { problem }
  })
}

const problemOf = (error: unknown): ReleaseProblem => (error instanceof Refused ? error.problem : error instanceof KeyRefused ? 'key' : 'failed')
