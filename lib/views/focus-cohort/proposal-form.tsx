'use client'
import { useState } from 'react'
import { maxProposalText, type ProposalItem } from '@/lib/domain/focus-decision'
import { Button } from '@/lib/ui/button'
import { FreeText } from '@/lib/ui/free-text'
import { sendJson } from '@/lib/ui/send-json'
import { UntilLive } from '@/lib/ui/until-live'
import type { Page } from './definition'
import { AgainReasons, missingAgain, Outcome, Picks, writtenAgain, type Texts } from './parts'
import { useSending } from './use-sending'
import { words } from './words'

const api = '/api/v1/focus-proposals'

/** The planner picks buurten, says why, and lays it before the college; until the college decides it can be changed and taken back. */
export function ProposalForm({ page, picked, onPick }: { page: Page; picked: readonly string[]; onPick: (codes: string[]) => void }) {
  const { seen, question, begin } = page
  const open = page.proposal && page.proposal.status !== 'decided' ? page.proposal : null
  const [text, setText] = useState(open?.text ?? '')
  const [again, setAgain] = useState<Texts>(open?.again ?? {})
  const [confirmed, setConfirmed] = useState(false)
  const [sourceId] = useState(() => crypto.randomUUID()) // sending it twice makes one proposal
  const { busy, told, wrong, setWrong, send, again: reload } = useSending()

  function save(submit: boolean, said: string): void {
    const missing = { ...(picked.length === 0 ? { codes: words.nothingChosen } : {}), ...missingAgain(seen.buurten, picked, again) }
    if (Object.keys(missing).length > 0) return setWrong(missing)
    const content = { codes: picked, again: writtenAgain(seen.buurten, picked, again), text, question, scenario: begin.scenario?.id ?? null, submit, confirmText: confirmed }
    void send(async () => {
      if (open) await sendJson<ProposalItem>('PATCH', `${api}/${open.id}`, { version: open.version, ...content })
      else await sendJson<ProposalItem>('POST', api, { gemeente: seen.gemeente.code, year: page.year, sourceId, ...content })
      return { kind: 'ok', text: said }
    })
  }

  return (
    <UntilLive>
      <form className="decide__form" aria-label={words.proposal} noValidate onSubmit={(event) => { event.preventDefault(); save(true, words.submitted) }}>
        {begin.scenario && <p>{words.scenario(begin.scenario.name)}</p>}
        <Picks legend={words.choose} buurten={seen.buurten} picked={picked} onPick={onPick} error={wrong.codes} />
        <FreeText label={words.explain} help={words.explainHelp} rows={4} max={maxProposalText} value={text} confirmed={confirmed} error={wrong.text} onChange={(t) => { setText(t); setConfirmed(false); setWrong({}) }} onConfirm={setConfirmed} />
        <AgainReasons buurten={seen.buurten} picked={picked} texts={again} confirmed={confirmed} wrong={wrong} onChange={(code, t) => { setAgain({ ...again, [code]: t }); setConfirmed(false); setWrong({}) }} onConfirm={setConfirmed} />
        <div className="actions">
          <Button look="primary" type="submit" aria-disabled={busy || undefined}>{open?.status === 'submitted' ? words.saveSubmitted : words.submit}</Button>
          {open?.status === 'submitted'
            ? <Button aria-disabled={busy || undefined} onClick={() => save(false, words.withdrawn)}>{words.withdraw}</Button>
            : <Button aria-disabled={busy || undefined} onClick={() => save(false, words.saved)}>{words.save}</Button>}
        </div>
        <Outcome told={told} onAgain={reload} />
      </form>
    </UntilLive>
  )
}
