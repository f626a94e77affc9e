'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { IconCheck } from '@/lib/ui/icons'
import { Button } from '@/lib/ui/button'
import { postJson } from '@/lib/ui/post-json'
import { words } from './words'

const text = words.ladder

/** "Klopt nog" of one line, in one click. */
export function ConfirmLine({ id, name }: { id: number; name: string }) {
  const router = useRouter()
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const [problem, setProblem] = useState('')
  async function confirm() {
    setState('busy')
    try {
      await postJson(`/api/v1/agreement-lines/${id}/confirm`)
      setState('done')
      setProblem('')
      router.refresh()
    } catch (error) {
      setState('idle')
      setProblem(error instanceof Error ? error.message : words.failed)
    }
  }
  return (
    <span className="ladder-line__confirm">
      {state === 'done' ? null : (
        <Button disabled={state === 'busy'} onClick={() => void confirm()} aria-label={`${text.confirm}: ${name}`}>
          <IconCheck size={18} aria-hidden="true" /> {text.confirm}
        </Button>
      )}
      <span role="status">{state === 'done' && text.confirmed}</span>
      {problem && <span className="field__error" role="alert">{problem}</span>}
    </span>
  )
}
