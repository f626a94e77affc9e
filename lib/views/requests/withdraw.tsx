'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { CoverageRequest } from '@/lib/domain/coverage'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { sendJson } from '@/lib/ui/send-json'
import { useSend } from '@/lib/ui/use-send'
import { words } from './words'

/** Takes a request back that nobody has answered yet; the same button asks it anew. */
export function Withdraw({ request }: { request: CoverageRequest }) {
  const router = useRouter()
  const [done, setDone] = useState<string | null>(null)
  const { busy, problem, send } = useSend()
  const back = request.status === 'open'

  async function change() {
    setDone(null)
    if (await send(() => sendJson('PATCH', `/api/v1/coverage-requests/${request.id}`, { version: request.version, status: back ? 'withdrawn' : 'open' }))) setDone(back ? words.withdrawn : words.askedAgain)
    router.refresh() // answered meanwhile: then that is shown
  }

  return (
    <>
      <div role="status">{done && <Alert quiet kind="ok">{done}</Alert>}</div>
      {problem && <Alert kind="error">{problem}</Alert>}
      <div>
        <Button aria-disabled={busy || undefined} onClick={() => void change()}>{back ? words.withdraw : words.again}</Button>
      </div>
    </>
  )
}
