import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compute, Stopped, ThreadFailed } from './compute'
import { fromSources } from './program'
import { problemClusters } from '@/lib/analysis/problem-clusters'
import { clusteredTown } from '@/lib/testing/cluster-input'

const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-thread-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
/** A thread that misbehaves. */
function thread(code: string): string {
  const file = path.join(folder, `${++made}.mjs`)
  writeFileSync(file, `import { parentPort } from 'node:worker_threads'\n${code}\n`)
  return file
}
const input = clusteredTown()
const failure = async (code: string, options: { memoryMb?: number } = {}): Promise<Error> => compute(input, { seed: 1, program: thread(code), ...options }).then(() => new Error('it answered'), (error: Error) => error)

describe('a calculation in a thread', { timeout: 60_000 }, () => {
  it('gives the same numbers as the sums themselves, compiled and from the sources', async () => {
    const here = problemClusters(input, { seed: 7, replicates: 99 })
    expect(here.themes[0]!.findings.length).toBeGreaterThan(0)
    expect(await compute(input, { seed: 7, replicates: 99 })).toEqual(here)
    expect(await compute(input, { seed: 7, replicates: 99, program: fromSources() })).toEqual(here)
  })

  it('tells how far it is, never back', async () => {
    const shares: number[] = []
    await compute(input, { seed: 7, replicates: 99, onProgress: (share, step) => {
      expect(step.length).toBeGreaterThan(3)
      shares.push(share)
    } })
    expect(shares.length).toBeGreaterThan(0)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.every((s) => s >= 0 && s <= 1)).toBe(true)
  })

  it('is ended in the middle of a sum that never ends', async () => {
    const abort = new AbortController()
    const work = compute(input, {
      seed: 1, signal: abort.signal, program: thread(`parentPort.postMessage({ type: 'progress', share: 0.5, step: 'bezig' }); for (;;);`),
      onProgress: () => abort.abort(),
    })
    await expect(work).rejects.toThrow(Stopped)
  })
  it('does not begin when it was ended before', async () => {
    await expect(compute(input, { seed: 1, signal: AbortSignal.abort() })).rejects.toThrow(Stopped)
  })

  it('fails, and this process goes on, when the thread throws, ends by itself or runs out of memory', async () => {
    expect(await failure(`throw new RangeError('expected a share')`)).toMatchObject({ name: 'ThreadFailed', message: 'expected a share' })
    expect(await failure(`process.exit(3)`)).toEqual(new ThreadFailed('the thread ended without an answer (exit code 3)'))
    expect(await failure(`const held = []; for (;;) held.push(Array.from({ length: 1000 }, (_, i) => ({ i })))`, { memoryMb: 32 })).toMatchObject({ name: 'ThreadFailed', message: 'ERR_WORKER_OUT_OF_MEMORY' })
  })
  it('tells an error of the sums with its place in the code', async () => {
    const wrong = { ...input, themes: input.themes.map((t) => ({ ...t, now: null as unknown as number[] })) }
    const error = await compute(wrong, { seed: 1 }).then(() => null, (e: Error) => e)
    expect(error).toBeInstanceOf(ThreadFailed)
    expect(error!.message).toMatch(/^TypeError: /)
    expect(error!.stack).toContain('at ')
  })
})
