'use client'
import type { RotationAnswer } from '@/lib/domain/rotation'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { namesIn } from './answer-view'
import { words } from './words'

const text = words.hand

/** What changes by hand cost and break, at once; reasons where a buurt comes back within four years; undo. */
export function Hand({ answer, again, reasonOf, onReason, onUndo, onUndoAll }: { answer: RotationAnswer; /** starts within four years of another */ again: readonly { code: string; year: number }[]; reasonOf: (code: string) => string; onReason: (code: string, reason: string) => void; onUndo: (() => void) | null; onUndoAll: (() => void) | null }) {
  const { hand, worth } = answer.result
  const nameOf = namesIn(answer)
  const share = hand && hand.computedWorth > 0 ? (hand.computedWorth - worth) / hand.computedWorth : 0
  return (
    <section className="computation__card" aria-labelledby="met-de-hand">
      <h3 id="met-de-hand">{text.heading}</h3>
      <div aria-live="polite">
        {!hand ? <p>{text.same}</p> : (
          <>
            <p>{share < -1e-6 ? text.better : text.cost(Math.max(0, share))}</p>
            {hand.broken.length === 0 ? <p>{text.breaksNone}</p> : <Alert kind="warning" quiet><p>{text.breaks}</p><ul>{hand.broken.map((b) => <li key={JSON.stringify(b)}>{words.broken(b, nameOf)}</li>)}</ul></Alert>}
          </>
        )}
      </div>
      {again.map((s) => onUndo && (
        <Field key={s.code} label={text.reason(nameOf(s.code), s.year)} help={text.reasonHelp}>{(box) => <Textbox {...box} maxLength={500} value={reasonOf(s.code)} onChange={(e) => onReason(s.code, e.target.value)} />}</Field>
      ))}
      {(onUndo || onUndoAll) && (
        <div className="actions">
          {onUndo && <Button onClick={onUndo}>{text.undo}</Button>}
          {onUndoAll && <Button look="subtle" onClick={onUndoAll}>{text.undoAll}</Button>}
        </div>
      )}
      {!onUndo && answer.result.starts.some((s) => s.reason) && <ul>{answer.result.starts.filter((s) => s.reason).map((s) => <li key={s.code}>{nameOf(s.code)} {s.year}: {s.reason}</li>)}</ul>}
    </section>
  )
}
