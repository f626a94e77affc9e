'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { LimitDirection } from '@/lib/domain/focus-criteria'
import { maxThresholdReason, mostLimits, type ThresholdChange } from '@/lib/domain/focus-thresholds'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { FreeText } from '@/lib/ui/free-text'
import { postJson } from '@/lib/ui/post-json'
import { Select } from '@/lib/ui/select'
import type { Answer, Subject } from './load'
import { useSend } from '@/lib/ui/use-send'
import { words } from './words'

type Row = { id: number; key: string; direction: LimitDirection; value: string }
const numberOf = (text: string): number | null => (/^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null)
const textOf = (n: number): string => String(n).replace('.', ',')

/** Changing thresholds: first who enters and leaves, then saving as a new version. Opens with the version that is looked at, so that an old one can be brought back. */
export function EditThresholds({ answer, subjects }: { answer: Answer; subjects: readonly Subject[] }) {
  const router = useRouter()
  const { shown, versions } = answer
  const old = shown !== null && shown.version !== versions[0]!.version
  const [rows, setRows] = useState<Row[]>(() => (shown?.limits ?? []).map((l, id) => ({ ...l, id, value: textOf(l.value) })))
  const [atLeast, setAtLeast] = useState(String(shown?.atLeast ?? 1))
  const [reason, setReason] = useState({ value: old ? words.restoreReason(shown.version) : '', confirmed: false })
  const [seen, setSeen] = useState<{ of: string; change: ThresholdChange } | null>(null)
  const [saved, setSaved] = useState<number | null>(null)
  const { busy, problem, setProblem, send } = useSend()
  const content = { gemeente: answer.gemeente.code, year: answer.year, limits: rows.map(({ key, direction, value }) => ({ key, direction, value: numberOf(value) })), atLeast: numberOf(atLeast) }
  const text = JSON.stringify(content)
  const change = seen?.of === text ? seen.change : null
  const wrong = rows.some((r) => numberOf(r.value) === null) || numberOf(atLeast) === null
  const free = subjects.filter((s) => !rows.some((r) => r.key === s.key))
  const set = (id: number, to: Partial<Row>): void => setRows(rows.map((r) => (r.id === id ? { ...r, ...to } : r)))
  const same = (a: { key: string; direction: string; value: number | null }, b: typeof a | undefined): boolean => b !== undefined && a.key === b.key && a.direction === b.direction && a.value === b.value
  const unchanged = old && content.atLeast === shown.atLeast && content.limits.length === shown.limits.length && content.limits.every((l, i) => same(l, shown.limits[i]))

  /** @param missing what has to be filled in first */
  async function ask(missing: string | null, work: () => Promise<void>): Promise<void> {
    setSaved(null)
    if (wrong || missing) return setProblem(wrong ? words.noNumber : missing)
    await send(work)
  }
  const look = () => ask(null, async () => setSeen({ of: text, change: await postJson<ThresholdChange>('/api/v1/focus-thresholds/preview', content) }))
  const save = () => ask(!change ? words.first : reason.value.trim() === '' ? words.reasonEmpty : null, async () => {
    const made = await postJson<{ version: number }>('/api/v1/focus-thresholds', { ...content, after: versions[0]?.version ?? 0, restores: unchanged ? shown.version : null, reason: reason.value, confirmText: reason.confirmed })
    setSaved(made.version)
    setReason({ value: '', confirmed: false })
    router.replace(`/beheer/drempels?gemeente=${answer.gemeente.code}&year=${answer.year}`)
    router.refresh()
  })

  return (
    <form className="thresholds__form" aria-label={words.edit} noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      {rows.map((r, i) => {
        const subject = subjects.find((s) => s.key === r.key)
        return (
          <fieldset key={r.id} className="thresholds__row">
            <legend className="visually-hidden">{words.row(i + 1)}</legend>
            <Field label={words.key}>{({ id }) => <Select id={id} value={r.key} onChange={(e) => set(r.id, { key: e.target.value, direction: subjects.find((s) => s.key === e.target.value)?.direction ?? r.direction })} options={[...(subject ? [subject] : [{ key: r.key, label: r.key }]), ...free].map((s) => ({ value: s.key, label: s.label }))} />}</Field>
            <Field label={words.direction}>{({ id }) => <Select id={id} value={r.direction} onChange={(e) => set(r.id, { direction: e.target.value as LimitDirection })} options={Object.entries(words.directions).map(([value, label]) => ({ value, label }))} />}</Field>
            <Field label={`${words.value}${subject?.unit ? ` (${words.unit(subject.unit)})` : ''}`} error={numberOf(r.value) === null && r.value !== '' ? words.noNumber : undefined}>{(props) => <Textbox {...props} inputMode="decimal" value={r.value} onChange={(e) => set(r.id, { value: e.target.value })} />}</Field>
            <Button look="subtle" aria-label={words.remove(subject?.label ?? r.key)} onClick={() => setRows(rows.filter((o) => o.id !== r.id))}>{words.removeShort}</Button>
          </fieldset>
        )
      })}
      {free.length > 0 && rows.length < mostLimits && <div><Button onClick={() => setRows([...rows, { id: Math.max(-1, ...rows.map((r) => r.id)) + 1, key: free[0]!.key, direction: free[0]!.direction, value: '' }])}>{words.add}</Button></div>}
      <Field label={words.atLeast}>{(props) => <Textbox {...props} className="narrow" type="number" min={1} max={Math.max(1, rows.length)} value={atLeast} onChange={(e) => setAtLeast(e.target.value)} />}</Field>
      <div><Button onClick={() => void look()} aria-disabled={busy || undefined}>{words.preview}</Button></div>
      <div aria-live="polite">
        {change && (
          <section className="thresholds__change" aria-labelledby="verandert">
            <h3 id="verandert">{words.previewTitle}</h3>
            {change.joins.length === 0 && change.leaves.length === 0 ? <p>{words.previewNone(change.candidates)}</p> : <p>{words.candidates(change.candidates)}</p>}
            {change.joins.length > 0 && <p>{words.joins(change.joins.map((b) => b.name).join(', '))}</p>}
            {change.leaves.length > 0 && <p>{words.leaves(change.leaves.map((b) => b.name).join(', '))}</p>}
            {change.partly && <p className="quiet">{words.partly}</p>}
          </section>
        )}
      </div>
      <FreeText label={words.reason} value={reason.value} confirmed={reason.confirmed} required rows={2} max={maxThresholdReason} onChange={(value) => setReason({ value, confirmed: false })} onConfirm={(confirmed) => setReason({ ...reason, confirmed })} />
      {problem && <Alert kind="error">{problem}</Alert>}
      <div role="status">{saved !== null && <Alert quiet kind="ok">{words.saved(saved)}</Alert>}</div>
      <div className="actions"><Button look="primary" type="submit" aria-disabled={busy || undefined}>{unchanged ? words.restore(shown.version) : words.save}</Button></div>
    </form>
  )
}
