import { describe, expect, it } from 'vitest'
import { criteria } from '@/lib/domain/focus-criteria'
import { rotationQuestion, type RotationInput } from '@/lib/domain/rotation'
import { openSolver, SolverCancelled } from '@/lib/solver/open-solver'
import { TooManyComputations, type JobDeps } from '@/lib/solver/jobs'
import { createRotationJobs } from './jobs'

const values = Object.fromEntries(criteria.map((c) => [c, [0.5, 0.5]])) as RotationInput['buurten'][number]['values']
const input: RotationInput = {
  gemeente: { code: 'GM9990', name: 'Proefstad', fictional: true }, boundaryYear: 2026, on: '2026-11-24', from: 2027, fixed: [], left: [],
  buurten: ['BU99900101', 'BU99900102'].map((code) => ({ code, name: code, wijk: null, werkgebied: null, inhabitants: 100, values, past: [] })),
}
const asked = { question: rotationQuestion.parse({ years: 1, most: [1] }), input }
/** A solver that answers when it is stopped, or is told to break. */
function held() {
  const waiting: (() => void)[] = []
  const open: JobDeps['open'] = ({ signal }) => ({
    solve: () => new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new SolverCancelled('stopped')))
      waiting.push(() => reject(new Error('broken')))
    }),
    close: async () => undefined,
  })
  return { open, breakAll: () => waiting.forEach((b) => b()) }
}
const jobsOf = (over: Partial<JobDeps> = {}) => {
  const errors: unknown[] = []
  return { errors, jobs: createRotationJobs({ open: openSolver, now: () => 0, onError: (e) => errors.push(e), ...over }) }
}

describe('schedules in the web server', { timeout: 60_000 }, () => {
  it('answers who asked, and nobody else; why is worked out once', async () => {
    let opened = 0
    const { jobs } = jobsOf({ open: (options) => { opened++; return openSolver(options) } })
    const id = jobs.start(1, asked)
    const job = (await jobs.look(id, 1, 30_000))!
    expect(job).toMatchObject({ id, status: 'done', detail: null, answer: { result: { starts: [{ code: 'BU99900101', year: 2027, fixed: false }], proven: true } } })
    expect(await jobs.look(id, 2)).toBeNull()
    expect(await jobs.cancel(id, 2)).toBeNull()
    expect(jobs.answer(id, 2)).toBeNull()
    const [one, two] = await Promise.all([jobs.why('x', job.answer!, 'BU99900102'), jobs.why('x', job.answer!, 'BU99900102')])
    expect(one).toMatchObject({ kind: 'out', year: 2027, loss: 0 })
    expect(two).toBe(one)
    expect(opened).toBe(2)
  })
  it('two at a time for one person, four in all; stopping makes room', async () => {
    const { jobs } = jobsOf({ open: held().open })
    const first = jobs.start(1, asked)
    jobs.start(1, asked)
    expect(() => jobs.start(1, asked)).toThrow(TooManyComputations)
    jobs.start(2, asked)
    jobs.start(3, asked)
    expect(() => jobs.start(4, asked)).toThrow('voor anderen gerekend')
    expect(await jobs.cancel(first, 1)).toMatchObject({ status: 'cancelled', answer: null })
    expect(jobs.start(4, asked)).toEqual(expect.any(String))
  })
  it('what fails is told and logged, and is forgotten after an hour', async () => {
    const { open, breakAll } = held()
    let now = 0
    const { jobs, errors } = jobsOf({ open, now: () => now })
    const id = jobs.start(1, asked)
    await new Promise((next) => setTimeout(next, 0))
    breakAll()
    expect(await jobs.look(id, 1, 1000)).toMatchObject({ status: 'failed', detail: expect.stringContaining('ging mis') })
    expect(errors).toHaveLength(1)
    now = 60 * 60_000 + 1
    expect(await jobs.look(id, 1)).toBeNull()
  })
})
