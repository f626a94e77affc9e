'use client'
import type { SeenBuurt } from '@/lib/domain/focus-decision'
import { maxAgainReason } from '@/lib/domain/focus-decision'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { FreeText } from '@/lib/ui/free-text'
import type { Told } from './use-sending'
import { words } from './words'

export type Texts = Readonly<Record<string, string>>

/** Boxes for buurten, by name: candidates first, the others behind a button. Nothing says which is better. */
export function Picks({ legend, buurten, picked, onPick, error }: { legend: string; buurten: readonly SeenBuurt[]; picked: readonly string[]; onPick: (codes: string[]) => void; error?: string }) {
  const sorted = [...buurten].sort((a, b) => a.name.localeCompare(b.name, 'nl'))
  const first = sorted.filter((b) => b.share !== null || picked.includes(b.code))
  const rest = sorted.filter((b) => !first.includes(b))
  const list = (of: readonly SeenBuurt[]) => (
    <ul className="decide__picks">
      {of.map((b) => (
        <li key={b.code}>
          <label className="check">
            <input type="checkbox" checked={picked.includes(b.code)} onChange={(e) => onPick(e.target.checked ? [...picked, b.code].sort() : picked.filter((c) => c !== b.code))} />
            <span>{b.name} <span className="quiet small">{b.standing}</span></span>
          </label>
        </li>
      ))}
    </ul>
  )
  return (
    <fieldset aria-describedby="gekozen">
      <legend className="field__label">{legend}</legend>
      {error && <div className="field__error">{error}</div>}
      {list(first)}
      {rest.length > 0 && <details><summary>{words.others}</summary>{list(rest)}</details>}
      <p className="small" id="gekozen" role="status">{words.chosenCount(picked.length)}</p>
    </fieldset>
  )
}

/** A reason for every picked buurt that comes again within four years, as far as we know or the server said. */
export function AgainReasons({ buurten, picked, texts, confirmed, wrong, onChange, onConfirm }: { buurten: readonly SeenBuurt[]; picked: readonly string[]; texts: Texts; confirmed: boolean; wrong: Texts; onChange: (code: string, text: string) => void; onConfirm: (confirmed: boolean) => void }) {
  return buurten.filter((b) => picked.includes(b.code) && (b.againAfter !== null || texts[b.code] !== undefined || wrong[`again.${b.code}`])).map((b) => (
    <FreeText key={b.code} label={words.again(b.name, b.againAfter)} help={words.againHelp} rows={2} max={maxAgainReason} required value={texts[b.code] ?? ''} confirmed={confirmed} error={wrong[`again.${b.code}`]} onChange={(text) => onChange(b.code, text)} onConfirm={onConfirm} />
  ))
}

/** Reasons that were written, of picked buurten only. */
export const writtenAgain = (buurten: readonly SeenBuurt[], picked: readonly string[], texts: Texts): Record<string, string> =>
  Object.fromEntries(buurten.filter((b) => picked.includes(b.code) && texts[b.code]?.trim()).map((b) => [b.code, texts[b.code]!.trim()]))
/** Picked buurten that still need one. */
export const missingAgain = (buurten: readonly SeenBuurt[], picked: readonly string[], texts: Texts): Record<string, string> =>
  Object.fromEntries(buurten.filter((b) => picked.includes(b.code) && b.againAfter !== null && !texts[b.code]?.trim()).map((b) => [`again.${b.code}`, words.againMissing(b.name, b.againAfter!)]))

export function Outcome({ told, onAgain }: { told: Told | null; onAgain: () => void }) {
  if (!told) return null
  const action = told.stale ? <div><Button onClick={onAgain}>{words.lookAgain}</Button></div> : told.href ? <p><a className="utrecht-link" href={told.href}>{words.look}</a></p> : undefined
  return <Alert kind={told.kind === 'ok' ? 'ok' : 'error'} title={told.title} action={action}>{told.text}</Alert>
}
