'use client'
import { useState } from 'react'
import { deviates, maxDeviationReason, maxProposalText, type Decision, type ProposalItem } from '@/lib/domain/focus-decision'
import { Button } from '@/lib/ui/button'
import { FreeText } from '@/lib/ui/free-text'
import { sendJson } from '@/lib/ui/send-json'
import { UntilLive } from '@/lib/ui/until-live'
import type { Page } from './definition'
import { AgainReasons, missingAgain, Outcome, Picks, writtenAgain, type Texts } from './parts'
import { useSending } from './use-sending'
import { publicText, words } from './words'

/** "Besluit vastleggen": the college picks; other buurten than proposed demand a reason, and the public text that carries it is shown while it is written. */
export function DecisionForm({ page, proposal, picked, onPick }: { page: Page; proposal: ProposalItem; picked: readonly string[]; onPick: (codes: string[]) => void }) {
  const { seen } = page
  const last = page.decisions[0] ?? null
  const [reason, setReason] = useState('')
  const [text, setText] = useState('')
  const [again, setAgain] = useState<Texts>(proposal.again)
  const [confirmed, setConfirmed] = useState(false)
  const { busy, told, wrong, setWrong, send, again: reload } = useSending()
  const other = deviates(picked, proposal.codes)
  const nameOf = (code: string): string => seen.buurten.find((b) => b.code === code)?.name ?? code
  const typed = (set: (t: string) => void) => (t: string) => { set(t); setConfirmed(false); setWrong({}) }

  function decide(): void {
    const missing = { ...(picked.length === 0 ? { chosen: words.nothingChosen } : {}), ...(other && !reason.trim() ? { deviationReason: words.deviationMissing } : {}), ...missingAgain(seen.buurten, picked, again) }
    if (Object.keys(missing).length > 0) return setWrong(missing)
    void send(async () => {
      const made = await sendJson<Decision>('POST', '/api/v1/decisions', {
        gemeente: seen.gemeente.code, year: page.year, proposal: proposal.id, proposalVersion: proposal.version, replaces: last?.id ?? null, chosen: picked, again: writtenAgain(seen.buurten, picked, again),
        deviationReason: other ? reason : '', text, question: page.question, seen: page.seenHash, confirmText: confirmed,
      })
      return { kind: 'ok', text: words.decidedNow, href: `/besluiten/${made.id}` }
    })
  }

  return (
    <UntilLive>
      <form className="decide__form" aria-label={words.decide} noValidate onSubmit={(event) => { event.preventDefault(); decide() }}>
        <p>{last ? words.reviseLead : words.decideLead}</p>
        <Picks legend={words.choose} buurten={seen.buurten} picked={picked} onPick={onPick} error={wrong.chosen} />
        {other && <FreeText label={words.deviation} help={words.deviationHelp} rows={3} max={maxDeviationReason} required value={reason} confirmed={confirmed} error={wrong.deviationReason} onChange={typed(setReason)} onConfirm={setConfirmed} />}
        <AgainReasons buurten={seen.buurten} picked={picked} texts={again} confirmed={confirmed} wrong={wrong} onChange={(code, t) => { setAgain({ ...again, [code]: t }); setConfirmed(false); setWrong({}) }} onConfirm={setConfirmed} />
        <FreeText label={words.publicExtra} help={words.publicExtraHelp} rows={3} max={maxProposalText} value={text} confirmed={confirmed} error={wrong.text} onChange={typed(setText)} onConfirm={setConfirmed} />
        <section aria-labelledby="openbaar">
          <h3 id="openbaar">{words.preview}</h3>
          <p className="decide__public">
            {picked.length === 0 ? words.nothingChosen : publicText({ gemeente: seen.gemeente.name, year: page.year, chosen: picked.map(nameOf), proposed: proposal.codes.map(nameOf), deviationReason: other ? reason.trim() : null, text, revised: last !== null })}
          </p>
        </section>
        <div className="actions"><Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.decideButton}</Button></div>
        <Outcome told={told} onAgain={reload} />
      </form>
    </UntilLive>
  )
}
