import { sqlState } from '@/lib/db/client'
import { HttpProblem, notAllowed, notFound } from '@/lib/http/respond'
import { words } from '@/lib/views/publications/words'

export type Given = { params: Promise<{ number: string }> }

/** The number in the address. @throws {HttpProblem} 404 when it is none */
export async function numberOf({ params }: Given): Promise<number> {
  const { number } = await params
  if (!/^[1-9]\d{0,14}$/.test(number)) throw unknownRelease(number)
  return Number(number)
}

export const unknownRelease = (number: number | string): HttpProblem => notFound(words.unknown(String(number).slice(0, 20)))

/** What the database said no to, in words. */
export function refusal(error: unknown): unknown {
  const state = sqlState(error)
  if (state === '23505') return new HttpProblem({ status: 409, title: words.busyTitle, detail: words.busy })
  if (state === 'BF022') return new HttpProblem({ status: 409, title: words.meanwhileTitle, detail: words.meanwhile })
  if (state === '42501') return notAllowed(words.notYours)
  return error
}
