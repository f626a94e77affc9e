'use client'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { IconUsersGroup } from '@/lib/ui/icons'
import type { Problem } from '@/lib/domain/problem'
import { Button } from '@/lib/ui/button'
import { Select } from '@/lib/ui/select'
import { words as shared } from '@/lib/ui/words'
import type { OtherRow } from './definition'
import { words } from './words'

const text = words.others

/** Says that an own activity is done together with another organisation. */
export function MarkCooperation({ other }: { other: OtherRow }) {
  const router = useRouter()
  const id = useId()
  const [chosen, setChosen] = useState(String(other.own[0]?.id ?? ''))
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const [problem, setProblem] = useState('')
  const own = other.own.find((o) => String(o.id) === chosen) ?? other.own[0]
  if (!own) return <span className="quiet small">{text.noOwn}</span>

  async function mark() {
    setState('busy')
    const response = await fetch(`/api/v1/activities/${own!.id}`, {
      method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ version: own!.version, cooperationWith: [...new Set([...own!.cooperationWith, other.organisation])] }),
    }).catch(() => null)
    const answer = (await response?.json().catch(() => null)) as Problem | null
    setState(response?.ok ? 'done' : 'idle')
    setProblem(response?.ok ? '' : (answer?.detail ?? shared.notSent))
    if (response?.ok) router.refresh()
  }

  return (
    <div className="mark">
      {other.own.length > 1 && (
        <>
          <label className="visually-hidden" htmlFor={id}>
            {text.which}
          </label>
          <Select id={id} value={chosen} onChange={(e) => setChosen(e.target.value)} options={other.own.map((o) => ({ value: String(o.id), label: o.name }))} />
        </>
      )}
      {state !== 'done' && (
        <Button disabled={state === 'busy'} onClick={() => void mark()} aria-label={text.markFor(own.name, other.organisationName)}>
          <IconUsersGroup size={18} aria-hidden="true" /> {text.mark}
        </Button>
      )}
      <span role="status">{state === 'done' && text.saved}</span>
      {problem && <span className="field__error" role="alert">{problem}</span>}
    </div>
  )
}
