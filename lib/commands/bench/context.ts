import type { EngineName } from '@/lib/testing/databases'
import type { Result } from './result'

/** What every measurement is told. */
export type BenchContext = {
  engine: EngineName
  /** at least 5 for figures to keep */
  rounds: number
  /** numbers of signals; null: what the measurement takes by itself */
  signals: readonly number[] | null
  /** a folder of its own, removed afterwards */
  folder: string
  /** progress, for whoever waits */
  say(text: string): void
  /** a database engine was used; its version goes into the report */
  used(engine: string, version: string): void
}

export type Measurement = (context: BenchContext) => Promise<Result[]>
