import type { RegisterRecord } from '@/lib/domain/register'

export type StepId = 'assign' | 'start' | 'weigh' | 'answer' | 'tell' | 'close' | 'withdraw'
/** What must be there first; a word of the view says it in Dutch. */
export type Missing = 'route' | 'owner' | 'handOverRef' | 'answer' | 'told'
export type Step = { id: StepId; /** it was taken */ done: boolean; /** not possible yet, and why; empty when it can be taken */ missing: readonly Missing[]; /** fields that the step asks for */ asks: readonly string[] }

const owners = ['ownerTeam', 'ownerUser', 'ownerOrganisation']
const isOwned = (r: RegisterRecord): boolean => owners.some((name) => r[name] !== null && r[name] !== undefined)
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === ''

/** The steps of an initiative from receipt to the end, each with what it still misses. The same rules as the register; the database has the last word. */
export function stepsOf(r: RegisterRecord): Step[] {
  const status = String(r.status)
  const over = status === 'closed' || status === 'withdrawn'
  const answered = status === 'answered' || status === 'closed'
  const owned = isOwned(r)
  const needOwner: Missing[] = owned ? [] : ['owner']
  const needRef: Missing[] = r.route === 'wijkbeheer' && isEmpty(r.handOverRef) ? ['handOverRef'] : []
  const steps: Step[] = [
    { id: 'assign', done: owned, missing: [], asks: ['route', 'handOverRef', 'owner'] },
    { id: 'start', done: status === 'in_progress' || answered, missing: needOwner, asks: [] },
    { id: 'weigh', done: status === 'weighing', missing: [], asks: [] },
    { id: 'answer', done: answered, missing: [...needOwner, ...needRef], asks: ['answer', 'answeredOn'] },
    { id: 'tell', done: !isEmpty(r.toldBackOn), missing: answered ? [] : ['answer'], asks: ['toldBackOn'] },
    { id: 'close', done: status === 'closed', missing: [...needOwner, ...(answered ? [] : (['answer'] as const)), ...(isEmpty(r.toldBackOn) ? (['told'] as const) : [])], asks: [] },
    { id: 'withdraw', done: status === 'withdrawn', missing: [], asks: [] },
  ]
  // What is over stays as it is; an answer that was given is not weighed any more.
  return steps.filter((s) => s.done || (!over && !(answered && (s.id === 'weigh' || s.id === 'start'))))
}

/** The fields that a step changes, `given` with what it asked for. */
export function changeOf(step: StepId, r: RegisterRecord, given: RegisterRecord): RegisterRecord {
  switch (step) {
    case 'assign': return { ...given, ...(r.status === 'received' ? { status: 'assigned' } : {}) }
    case 'start': return { status: 'in_progress' }
    case 'weigh': return { status: 'weighing', route: 'college' }
    case 'answer': return { ...given, status: 'answered' }
    case 'tell': return given
    case 'close': return { status: 'closed' }
    case 'withdraw': return { status: 'withdrawn' }
  }
}
