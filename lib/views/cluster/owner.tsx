'use client'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import type { ClusterItem } from '@/lib/domain/cluster-item'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { ProblemError } from '@/lib/ui/read-json'
import { Select, type Option } from '@/lib/ui/select'
import { sendJson } from '@/lib/ui/send-json'
import { longDate } from '@/lib/ui/format'
import { words } from './words'

type Kind = keyof typeof words.kinds
export type OwnerChoices = { teams: readonly Option[]; advisers: readonly Option[] }

/** Who works on it: a team or an adviser. The wijkmanager can be pointed at, and is told why not (N2). */
export function Owner({ item, mayOwn, choices }: { item: Pick<ClusterItem, 'id' | 'version' | 'owner'>; mayOwn: boolean; choices: OwnerChoices }) {
  const { owner } = item
  const router = useRouter()
  const name = useId()
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<Kind>(owner?.user != null ? 'user' : 'team')
  const [value, setValue] = useState('')
  const [state, setState] = useState<{ kind: 'idle' | 'saving' | 'saved' } | { kind: 'problem'; text: string }>({ kind: 'idle' })

  async function save() {
    if (kind === 'wijkmanager') return
    if (kind !== 'none' && value === '') return setState({ kind: 'problem', text: words.missing })
    setState({ kind: 'saving' })
    try {
      await sendJson('PATCH', `/api/v1/clusters/${item.id}`, { version: item.version, ownerTeam: kind === 'team' ? value : null, ownerUser: kind === 'user' ? Number(value) : null })
      setOpen(false)
      setState({ kind: 'saved' })
      router.refresh()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const conflict = error.problem.status === 409
      setState({ kind: 'problem', text: conflict ? words.conflict : error.message })
      if (conflict) router.refresh()
    }
  }

  return (
    <section className="block" aria-labelledby="eigenaar">
      <h2 id="eigenaar">{words.owner}</h2>
      <p>{owner ? words.ownerSince(owner.name, longDate(owner.since)) : words.noOwner}</p>
      <div role="status">{state.kind === 'saved' && <Alert quiet kind="ok">{words.saved}</Alert>}</div>
      {mayOwn && !open && <div><Button onClick={() => { setOpen(true); setState({ kind: 'idle' }) }}>{owner ? words.changeOwner : words.chooseOwner}</Button></div>}
      {open && (
        <form
          className="register__form"
          onSubmit={(e) => {
            e.preventDefault()
            void save()
          }}
        >
          <fieldset className="group">
            <legend className="field__label">{words.ownerWho}</legend>
            {(Object.keys(words.kinds) as Kind[]).filter((k) => k !== 'none' || owner !== null).map((k) => (
              <div key={k} className="owner">
                <label className="choice">
                  <input type="radio" name={name} value={k} checked={kind === k} onChange={() => { setKind(k); setValue(''); setState({ kind: 'idle' }) }} />
                  <span>{words.kinds[k]}</span>
                </label>
                {kind === k && (k === 'team' || k === 'user') && (
                  <Select aria-label={words.which[k]} value={value} onChange={(e) => setValue(e.target.value)} options={[{ value: '', label: words.choose }, ...(k === 'team' ? choices.teams : choices.advisers)]} />
                )}
              </div>
            ))}
          </fieldset>
          {kind === 'wijkmanager' && <Alert kind="error" title={words.n2}>{words.n2Help}</Alert>}
          {state.kind === 'problem' && <Alert kind="error">{state.text}</Alert>}
          <div className="actions">
            <Button look="primary" type="submit" disabled={state.kind === 'saving' || kind === 'wijkmanager'}>{state.kind === 'saving' ? words.saving : words.save}</Button>
            <Button look="subtle" onClick={() => setOpen(false)}>{words.cancel}</Button>
          </div>
        </form>
      )}
    </section>
  )
}
