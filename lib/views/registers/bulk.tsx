'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Register } from '@/lib/domain/register'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { readJson } from '@/lib/ui/read-json'
import { Select } from '@/lib/ui/select'
import { PlainTable } from '@/lib/ui/table'
import { FieldInput } from './fields'
import { leaveMessage } from './flash'
import type { ListAnswer } from './load'
import { fromRaw, toRaw } from './raw'
import { send } from './send'
import type { BulkAnswer, BulkItem, List } from './shapes'
import { plural, words } from './words'

const text = words.bulk
export type Chosen = { id: number; version: number; name: string }
type Chose = ReadonlyMap<string, Chosen>
/** As many at once as the API takes. */
const most = 2000

/** Changes one field of all chosen records: first what would change, record by record, then all or nothing, then a way back. */
export function BulkEdit({ register, answer, scope, chosen, onChosen }: { register: Register; answer: ListAnswer; /** filters of the list */ scope: string; chosen: Chose; onChosen: (chosen: Chose) => void }) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [raw, setRaw] = useState<unknown>('')
  const [problem, setProblem] = useState<string | null>(null)
  const [preview, setPreview] = useState<BulkItem[] | null>(null)
  const [busy, setBusy] = useState(false)
  const field = name === '' ? undefined : register.fields[name]
  const said = (n: number) => words.count(n, register.one, plural[register.id])
  const fields = Object.entries(register.fields).filter(([, f]) => f.bulk)

  function choose(to: string) {
    setName(to)
    setRaw(to === '' ? '' : toRaw(register.fields[to]!, register.fields[to]!.start ?? null))
    setPreview(null)
    setProblem(null)
  }
  const pick = (to: Chose) => {
    setPreview(null)
    onChosen(to)
  }

  async function everything() {
    setBusy(true)
    setProblem(null)
    try {
      const all = new Map<string, Chosen>()
      let cursor: string | null = ''
      while (cursor !== null && all.size <= most) {
        const page: List = await readJson<List>(`/api/v1/${register.id}?${scope}${scope && '&'}limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
        for (const item of page.items) if (item.may.update) all.set(String(item.id), { id: item.id, version: item.version, name: '' })
        cursor = page.next
      }
      if (all.size > most) setProblem(text.tooMany(most))
      else pick(all)
    } catch (error) {
      setProblem((error as Error).message)
    }
    setBusy(false)
  }

  async function run(isPreview: boolean) {
    const read = fromRaw(field!, raw)
    if (read.problem !== undefined) return setProblem(read.problem)
    setBusy(true)
    setProblem(null)
    const sent = await send<BulkAnswer>('POST', `/api/v1/${register.id}/bulk`, { records: [...chosen.values()].map(({ id, version }) => ({ id, version })), set: { [name]: read.value }, preview: isPreview })
    setBusy(false)
    if (!sent.ok) return setProblem(sent.problem.errors?.map((e) => e.message).join('; ') || sent.problem.detail)
    if (isPreview || sent.body.change === null) return setPreview(sent.body.items)
    const changed = sent.body.items.filter((item) => item.beforeText[name] !== item.afterText[name]).length
    leaveMessage({ uid: answer.uid, register: register.id, text: text.done(said(changed)), change: sent.body.change })
    onChosen(new Map())
    router.refresh()
  }

  const wrong = preview?.filter((item) => item.problem) ?? []
  const changes = preview?.filter((item) => item.beforeText[name] !== item.afterText[name]) ?? []
  return (
    <section className="bulk" aria-label={text.region}>
      <div className="bulk__chosen">
        <strong role="status">{text.chosen(said(chosen.size))}</strong>
        {answer.total > chosen.size && answer.total > answer.items.length && (
          <Button look="subtle" disabled={busy} onClick={() => void everything()}>
            {text.everything(answer.total)}
          </Button>
        )}
        <Button look="subtle" onClick={() => pick(new Map())}>
          {text.nothing}
        </Button>
      </div>
      <form
        className="bulk__form"
        onSubmit={(event) => {
          event.preventDefault()
          void run(true)
        }}
      >
        <Field label={text.field}>{(box) => <Select {...box} value={name} onChange={(e) => choose(e.target.value)} options={[{ value: '', label: text.fieldNone }, ...fields.map(([value, f]) => ({ value, label: f.label }))]} />}</Field>
        {field && (
          <FieldInput
            key={name}
            name={name}
            field={{ ...field, label: `${field.label}: ${text.value.toLowerCase()}`, required: false, help: undefined }}
            raw={raw}
            error={undefined}
            choices={answer.choices}
            all={{}}
            confirmed={false}
            onConfirm={() => {}}
            gemeente={{ code: answer.where.code, boundaryYear: answer.where.boundaryYear ?? 0 }}
            onChange={(value) => {
              setRaw(value)
              setPreview(null)
            }}
          />
        )}
        {field && (
          <Button type="submit" disabled={busy} look={preview ? 'secondary' : 'primary'}>
            {busy ? text.busy : text.preview}
          </Button>
        )}
      </form>
      {problem && <Alert kind="error">{problem}</Alert>}
      {preview && (
        <div className="block">
          {wrong.length > 0 ? (
            <Alert kind="warning" action={<div><Button onClick={() => pick(new Map([...chosen].filter(([id]) => !wrong.some((item) => String(item.id) === id))))}>{text.drop}</Button></div>}>
              {text.problems(wrong.length)}
            </Alert>
          ) : changes.length === 0 ? (
            <Alert>{text.nothingChanges}</Alert>
          ) : (
            <p>
              <Button look="primary" disabled={busy} onClick={() => void run(false)}>
                {busy ? text.busy : text.apply(said(changes.length))}
              </Button>
            </p>
          )}
          <PlainTable
            caption={text.previewTitle}
            head={[...text.head]}
            rows={[...wrong, ...preview.filter((item) => !item.problem)].slice(0, 200).map((item) => [item.name, item.beforeText[name] || text.empty, item.beforeText[name] === item.afterText[name] ? text.same : <strong key="after">{item.afterText[name] || text.empty}</strong>, item.problem ? <span key="problem" className="field__error">{item.problem}</span> : ''])}
          />
          {preview.length > 200 && <p className="quiet small">{words.more(preview.length - 200)}</p>}
        </div>
      )}
    </section>
  )
}
