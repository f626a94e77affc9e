import { closing, type CloseReason, type SignalItem } from '@/lib/domain/signal'
import { ProblemError } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'
import { words } from './words'

/** One change at the API, and the one that takes it back. */
type Step = { run: () => Promise<unknown>; undo: () => Promise<unknown> }
export type Done = { text: string; undo: (() => Promise<void>) | null; problem: string | null }

const at = (id: number) => `/api/v1/signals/${id}`

/** Closes signals for a reason; taking it back gives each its old status. */
export const closeSignals = (items: readonly Pick<SignalItem, 'id' | 'status'>[], reason: CloseReason): Promise<Done> =>
  walk(items.map(({ id, status }) => ({ run: () => sendJson('PATCH', at(id), closing(reason)), undo: () => sendJson('PATCH', at(id), { status: status === 'in_progress' ? status : 'open' }) })), words.done.closed)

export const reopenSignal = (id: number, reason: CloseReason | null): Promise<Done> =>
  walk([{ run: () => sendJson('PATCH', at(id), { status: 'open' }), undo: () => sendJson('PATCH', at(id), closing(reason ?? 'opgelost')) }], words.done.reopened)

/** The oldest stays, the others repeat it. */
export function mergeSignals(items: readonly SignalItem[]): Promise<Done> {
  const [first, ...others] = oldestFirst(items)
  return walk(others.map(({ id }) => ({ run: () => sendJson('POST', `${at(id)}/duplicates`, { of: first!.id }), undo: () => sendJson('DELETE', `${at(id)}/duplicates`) })), (n) => words.done.merged(n, first!.id))
}

/** All of them belong to the oldest. */
export function relateSignals(items: readonly SignalItem[]): Promise<Done> {
  const [first, ...others] = oldestFirst(items)
  return walk(others.map(({ id }) => ({ run: () => sendJson('POST', `${at(first!.id)}/links`, { to: id }), undo: () => sendJson('DELETE', `${at(first!.id)}/links?to=${id}`) })), words.done.related)
}

const oldestFirst = (items: readonly SignalItem[]): SignalItem[] => [...items].sort((a, b) => a.observedOn.localeCompare(b.observedOn) || a.id - b.id)

/** One after the other; what was done before something went wrong stays, is told, and can be taken back. */
async function walk(steps: readonly Step[], text: (n: number) => string): Promise<Done> {
  const done: Step[] = []
  let problem: string | null = null
  for (const step of steps) {
    try {
      await step.run()
      done.push(step)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problem = `${words.stopped(done.length, steps.length)} ${error.message}`
      break
    }
  }
  const undo = async () => {
    for (const step of [...done].reverse()) await step.undo()
  }
  return { text: done.length > 0 ? text(done.length) : '', undo: done.length > 0 ? undo : null, problem }
}
