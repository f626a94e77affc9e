import { describe, expect, it } from 'vitest'
import { placementQuestion, type PlacementInput } from '@/lib/domain/placement'
import { openSolver, SolverCancelled } from '@/lib/solver/open-solver'
import { TooManyComputations, type JobDeps } from '@/lib/solver/jobs'
import { createPlacementJobs } from './jobs'

const input: PlacementInput = {
  gemeente: { code: 'GM9990', name: 'Proefstad', fictional: true }, boundaryYear: 2026, theme: { slug: 'x', label: 'X', reachM: 500 }, on: '2026-11-24', reachM: 500,
  buurten: [{ code: 'A', name: 'Aanleg', inhabitants: 100, class: 'gap', need: true, x: [0, 10], y: [0, 0] }],
  candidates: [{ id: 'v1', name: 'Huis', kind: 'buurthuis', x: 0, y: 0, lon: 5, lat: 53, opens: null }], supply: [],
}
const question = placementQuestion.parse({ theme: 'x' })
/** A solver that answers when it is told to, or when it is stopped. */
function held() {
  const waiting: (() => void)[] = []
  const open: JobDeps['open'] = ({ signal }) => ({
    solve: () => new Promise((_, reject) => {
      const stop = () => reject(new SolverCancelled('stopped'))
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop)
      waiting.push(() => reject(new Error('broken')))
    }),
    close: async () => undefined,
  })
  return { open, breakAll: () => waiting.forEach((b) => b()) }
}
const jobsOf = (over: Partial<JobDeps> = {}) => {
  const errors: unknown[] = []
  return { errors, jobs: createPlacementJobs({ open: openSolver, now: () => 0, onError: (e) => errors.push(e), ...over }) }
}

describe('computations in the web server', { timeout: 30_000 }, () => {
  it('answers with the choice, without where people live', async () => {
    const { jobs } = jobsOf()
    const id = jobs.start(1, question, input)
    const job = (await jobs.look(id, 1, 20_000))!
    expect(job).toMatchObject({ id, status: 'done', detail: null, answer: { result: { people: 100, closed: ['A'] } } })
    expect(job.answer!.input.buurten[0]).not.toHaveProperty('x')
    expect(jobs.whole(id, 1)!.input).toBe(input)
  })
  it('is known to who asked, and to nobody else', async () => {
    const { jobs } = jobsOf(held())
    const id = jobs.start(1, question, input)
    expect([await jobs.look(id, 2), await jobs.cancel(id, 2), jobs.whole(id, 2), await jobs.look('other', 1)]).toEqual([null, null, null, null])
    expect((await jobs.look(id, 1))!.status).toBe('running')
    expect((await jobs.cancel(id, 1))!).toMatchObject({ status: 'cancelled', answer: null })
    expect((await jobs.cancel(id, 1))!.status).toBe('cancelled')
  })
  it('lets two of one person and four in all run at once', async () => {
    const { jobs } = jobsOf(held())
    const ids = [1, 1, 2, 2].map((uid) => [jobs.start(uid, question, input), uid] as const)
    expect(() => jobs.start(1, question, input)).toThrow(TooManyComputations)
    expect(() => jobs.start(3, question, input)).toThrow(/voor anderen/)
    await jobs.cancel(...ids[0]!)
    expect(() => jobs.start(1, question, input)).not.toThrow()
  })
  it('tells a failure in Dutch, and the operator what it was', async () => {
    const solver = held()
    const { jobs, errors } = jobsOf(solver)
    const id = jobs.start(1, question, input)
    solver.breakAll()
    expect(await jobs.look(id, 1, 1000)).toMatchObject({ status: 'failed', detail: expect.stringContaining('logboek'), answer: null })
    expect(errors).toEqual([expect.objectContaining({ message: 'broken' })])
  })
  it('forgets what ended more than an hour ago', async () => {
    let now = 0
    const { jobs } = jobsOf({ now: () => now })
    const id = jobs.start(1, question, input)
    await jobs.look(id, 1, 20_000)
    now = 61 * 60_000
    expect(await jobs.look(id, 1)).toBeNull()
  })
})
