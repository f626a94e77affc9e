'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { IconCheck } from '@/lib/ui/icons'
import type { RegisterId } from '@/lib/domain/register'
import { Button } from '@/lib/ui/button'
import { longDate } from '@/lib/ui/format'
import { send } from './send'
import type { Item } from './shapes'
import { agoText, dayOf } from './values'
import { words } from './words'

const text = words.record

/** How long ago somebody said that this still holds, and one click to say it again. */
export function Confirm({ register, id, confirmedAt, may, today }: { register: RegisterId; id: number; confirmedAt: string | null; may: boolean; today: string }) {
  const router = useRouter()
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const [problem, setProblem] = useState<string | null>(null)
  const day = confirmedAt === null ? null : dayOf(confirmedAt)

  async function confirm() {
    setState('busy')
    const sent = await send<Item>('POST', `/api/v1/${register}/${id}/confirm`, {})
    setProblem(sent.ok ? null : sent.problem.detail)
    setState(sent.ok ? 'done' : 'idle')
    if (sent.ok) router.refresh()
  }

  return (
    <div className="confirm-row">
      <span>
        {day === null ? text.never : <span title={longDate(day)}>{text.confirmedAgo(agoText(day, today))}</span>}.{' '}
        <span role="status">{state === 'done' ? <strong>{text.confirmed}</strong> : may && <span className="quiet">{text.fresh}</span>}</span>
      </span>
      {may && state !== 'done' && (
        <Button disabled={state === 'busy'} onClick={() => void confirm()}>
          <IconCheck size={18} aria-hidden="true" />
          {state === 'busy' ? text.confirming : text.confirm}
        </Button>
      )}
      {problem && (
        <span className="field__error" role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
