'use client'
import { useState } from 'react'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { addDays } from '@/lib/domain/period'
import { Alert } from '@/lib/ui/alert'
import { AnswerHead, Download } from '@/lib/ui/answer-head'
import { Button } from '@/lib/ui/button'
import { CopyLink } from '@/lib/ui/copy-link'
import { longDate, longMoment, shortMoment } from '@/lib/ui/format'
import { Method } from '@/lib/ui/method'
import { PlainTable } from '@/lib/ui/table'
import { words as shared } from '@/lib/ui/words'
import { presence, type Answer, type AreaRow, type Params } from './definition'
import { TargetForm, VisitForm } from './forms'
import { words } from './words'

/** The answer in plain Dutch. Without a target nothing is judged. */
export function sentence(answer: Answer, row: AreaRow | undefined): string {
  const { meta, areas, choices, params } = answer
  if (!meta.visible) return words.withheld
  if (!row) {
    const area = choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name
    return words.summary(area, areas.length, areas.filter((a) => a.class === 'over').length, areas.filter((a) => a.targetWeeks !== null).length, areas.filter((a) => a.days === null).length)
  }
  const told = row.days === null ? words.never(row.name) : words.last(row.name, row.days, longDate(row.lastVisit!))
  return row.targetWeeks === null ? told : `${told} ${words.judged[row.class] ?? ''} (${words.targetIs(row.targetWeeks)}).`
}

export function PresencePanel({ answer, params, csv, closeHref, onClose, focus, onChanged }: { answer: Answer; params: Params; csv: string; closeHref: string; onClose: () => void; focus: boolean; /** something was saved: ask again */ onChanged: () => void }) {
  const { meta, may } = answer
  const row = answer.areas.find((a) => a.code === params.selected)
  return (
    <>
      <AnswerHead
        over={row ? words.buurtIn(row.wijkName, meta.gemeente.name) : words.overview} badge={meta.gemeente.fictional && shared.fictional} title={row?.name ?? answer.choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name}
        close={row ? { href: closeHref, onClose } : null} focusOn={focus && params.selected}
      >
        <p className="answer__sentence" aria-live="polite">{sentence(answer, row)}</p>
        <p className="quiet small">{words.asOfDay(longDate(addDays(meta.to, -1)))}</p>
      </AnswerHead>
      {params.selected && !row && <Alert quiet>{words.unknownSelected}</Alert>}
      {row && meta.visible && <Buurt key={row.code} answer={answer} row={row} may={answer.params.selected === row.code ? may : { record: false, target: false }} onChanged={onChanged} />}
      <div className="actions">
        <Download href={csv} />
        <CopyLink />
      </div>
      <Method question={presence.question} method={presence.method} sources={presence.sources} />
      <ul className="footnotes quiet small">
        <li>{shared.boundary(meta.boundaryYear)}</li>
        <li>{words.asOf(longMoment(meta.asOf))}</li>
      </ul>
    </>
  )
}

function Buurt({ answer, row, may, onChanged }: { answer: Answer; row: AreaRow; may: Answer['may']; onChanged: () => void }) {
  const [open, setOpen] = useState<'visit' | 'target' | null>(null)
  const [told, setTold] = useState('')
  const place = { gemeente: answer.meta.gemeente.code, code: row.code }
  const done = (text: string) => {
    setOpen(null)
    setTold(text)
    onChanged()
  }
  const shown = answer.params.selected === row.code // the visits by role belong to the buurt of this answer
  return (
    <>
      <div role="status">{told && <Alert quiet kind="ok">{told}</Alert>}</div>
      {may.record && open !== 'visit' && <div><Button look="primary" onClick={() => { setOpen('visit'); setTold('') }}>{words.record}</Button></div>}
      {open === 'visit' && <VisitForm {...place} role="wijkmanager" onDone={done} onCancel={() => setOpen(null)} />}
      <section>
        <h3>{words.target}</h3>
        {row.targetWeeks === null ? <p>{words.noTarget}</p> : <p>{words.targetIs(row.targetWeeks)[0]!.toUpperCase() + words.targetIs(row.targetWeeks).slice(1)}.</p>}
        {row.targetReason && <p>{words.because(row.targetReason)}</p>}
        {shown && answer.targetSet && <p className="quiet small">{words.setBy(answer.targetSet.by && (roleLabel[answer.targetSet.by as Role] ?? answer.targetSet.by), shortMoment(answer.targetSet.at))}</p>}
        {may.target && open !== 'target' && <Button onClick={() => { setOpen('target'); setTold('') }}>{row.targetWeeks === null ? words.setTarget : words.editTarget}</Button>}
        {open === 'target' && <TargetForm {...place} weeks={row.targetWeeks} reason={row.targetReason} onDone={done} onCancel={() => setOpen(null)} />}
      </section>
      {shown && (answer.lastVisits.length === 0
        ? <p className="quiet">{words.noVisits}</p>
        : <PlainTable caption={words.byRole} head={[words.by, words.kind, words.day]} rows={answer.lastVisits.map((v) => [words.roles[v.role] ?? v.role, words.kinds[v.kind] ?? v.kind, longDate(v.on)])} />)}
    </>
  )
}
