'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { CoverageRequest } from '@/lib/domain/coverage'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { ProblemError } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'
import { words } from './words'

/** Takes a request back that nobody has answered yet; the same button asks it anew. */
export function Withdraw({ request }: { request: CoverageRequest }) {
  const router = useRouter()
  const [state, setState] = useState<{ busy: boolean; problem: string | null; done: string | null }>({ busy: false, problem: null, done: null })
  const back = request.status === 'open'

  async function send() {
    if (state.busy) return
    setState({ busy: true, problem: null, done: null })
    try {
      await sendJson('PATCH', `/api/v1/coverage-requests/${request.id}`, { version: request.version, status: back ? 'withdrawn' : 'open' })
      setState({ busy: false, problem: null, done: back ? words.withdrawn : words.askedAgain })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setState({ busy: false, problem: error.message, done: null })
    }
    router.refresh() // answered meanwhile: then that is shown
  }

  return (
    <>
      <div role="status">{state.done && <Alert quiet kind="ok">{state.done}</Alert>}</div>
      {state.problem && <Alert kind="error">{state.problem}</Alert>}
      <div>
        <Button aria-disabled={state.busy || undefined} onClick={() => void send()}>{back ? words.withdraw : words.again}</Button>
      </div>
    </>
  )
}
