import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Answer, Job } from './engine-thread'

type Done = Extract<Answer, { kind: 'done' }>
type Request = Job extends infer J ? (J extends { id: number } ? Omit<J, 'id'> : never) : never

/**
 * The database in its worker thread, one job at a time.
 *
 * Emits 'down' with a reason when the thread ended or was ended; it never comes back by itself.
 */
export class Engine extends EventEmitter<{ down: [reason: string] }> {
  readonly #worker: Worker
  #nextId = 1
  #waiting: { id: number; resolve: (done: Done) => void; reject: (error: Error) => void } | undefined
  #reason: string | undefined
  #dead = false

  private constructor(worker: Worker) {
    super()
    this.#worker = worker
  }

  /**
   * Opens the database in `dataDir`, which must exist and be locked by the caller.
   * @throws {Error} with the reason when PGlite cannot open it.
   */
  static async start(dataDir: string): Promise<{ engine: Engine; version: string; postgis: string }> {
    const worker = new Worker(new URL('./engine-boot.mjs', import.meta.url), { execArgv: [], workerData: { dataDir } })
    const engine = new Engine(worker)
    const ready = await new Promise<Extract<Answer, { kind: 'ready' }>>((resolve, reject) => {
      worker.on('message', (answer: Answer) => {
        if (answer.kind === 'ready') resolve(answer)
        else if (answer.kind === 'done') engine.#done(answer)
        else engine.#reason ??= answer.reason
      })
      worker.on('error', error => (engine.#reason ??= error.message))
      // Only now: before the old thread has really ended no other one may open the data.
      worker.on('exit', code => {
        engine.#reason ??= `the database thread ended with code ${code}`
        reject(new Error(engine.#reason))
        engine.#down(engine.#reason)
      })
    })
    return { engine, version: ready.version, postgis: ready.postgis }
  }

  /** Runs one job. @throws {Error} when the thread ends before it answers. */
  run(request: Request): Promise<Done> {
    if (this.#dead) return Promise.reject(new Error('the database thread has ended'))
    if (this.#waiting) return Promise.reject(new Error('one job at a time'))
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#waiting = { id, resolve, reject }
      this.#worker.postMessage({ ...request, id })
    })
  }

  /** Ends the thread at once, also in the middle of a query; what was not committed is rolled back at the next start. */
  async kill(reason: string): Promise<void> {
    this.#reason ??= reason
    await this.#worker.terminate()
  }

  /** Closes the database cleanly. */
  async close(): Promise<void> {
    await this.run({ kind: 'close' })
    this.#dead = true
    await this.#worker.terminate()
  }

  #done(answer: Done): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting?.id === answer.id) waiting.resolve(answer)
  }

  #down(reason: string): void {
    if (this.#dead) return
    this.#dead = true
    this.#waiting?.reject(new Error(reason))
    this.#waiting = undefined
    this.emit('down', reason)
  }
}
