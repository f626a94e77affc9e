'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { ReleaseRow } from '@/lib/domain/release'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { postJson } from '@/lib/ui/post-json'
import { Select } from '@/lib/ui/select'
import { UntilLive } from '@/lib/ui/until-live'
import { useSend } from '@/lib/ui/use-send'
import { words } from './words'

const text = words.make
const lookEveryMs = 2_000

/** Asks for a draft, and looks now and then while it is made. */
export function MakeForm({ gemeenten, first, periods, busy }: { gemeenten: readonly { code: string; name: string }[]; /** chosen already: what is public now */ first: string | null; /** closed periods, the newest first */ periods: readonly string[]; /** one is being made */ busy: boolean }) {
  const router = useRouter()
  const [gemeente, setGemeente] = useState(first ?? gemeenten[0]?.code ?? '')
  const [until, setUntil] = useState('')
  const { busy: asking, problem, send } = useSend()

  useEffect(() => {
    if (!busy) return
    const timer = setInterval(() => router.refresh(), lookEveryMs)
    return () => clearInterval(timer)
  }, [busy, router])

  async function make() {
    if (!busy && (await send(() => postJson<ReleaseRow>('/api/v1/releases', { gemeente, until: until === '' ? null : until })))) router.refresh()
  }

  return (
    <form className="choices" aria-label={text.title} onSubmit={(event) => { event.preventDefault(); void make() }}>
      <UntilLive>
        {gemeenten.length > 1 && <Field label={text.gemeente}>{(props) => <Select {...props} value={gemeente} onChange={(e) => setGemeente(e.target.value)} options={gemeenten.map((g) => ({ value: g.code, label: g.name }))} />}</Field>}
        <Field label={text.until} help={text.untilHelp}>{(props) => <Select {...props} value={until} onChange={(e) => setUntil(e.target.value)} options={[{ value: '', label: text.newest }, ...periods.map((p) => ({ value: p, label: p }))]} />}</Field>
        {problem && <Alert kind="error">{problem}</Alert>}
        <div role="status">{busy && <Alert quiet>{text.busy}</Alert>}</div>
        <div><Button look="primary" type="submit" aria-disabled={asking || busy || undefined}>{text.button}</Button></div>
        <p className="quiet small">{text.text}</p>
      </UntilLive>
    </form>
  )
}
