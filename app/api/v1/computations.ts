import 'server-only'
import { HttpProblem } from '@/lib/http/respond'
import { TooManyComputations } from '@/lib/solver/jobs'

/** @throws {HttpProblem} 429 when too much is computed already */
export async function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TooManyComputations) throw new HttpProblem({ status: 429, title: 'Even wachten', detail: error.message }, { 'Retry-After': '10' })
    throw error
  }
}
