'use client'
import { useState } from 'react'
import { phaseLabels } from '@/lib/domain/focus'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { longDate } from '@/lib/ui/format'
import { SeenMap } from '@/lib/ui/map/seen-map'
import { SeenBeside, SeenCriteria, SeenTable } from '@/lib/ui/seen-buurten'
import { seenWords } from '@/lib/ui/seen-words'
import { DecisionForm } from './decision-form'
import type { Page } from './definition'
import { ProposalForm } from './proposal-form'
import { words } from './words'

/** Proposal and decision of one year: what is proposed and why, beside each other and on the map; the planner proposes here, the college decides. */
export function CohortView({ page }: { page: Page }) {
  const { seen, proposal, decisions, recorded, may } = page
  const laid = proposal && proposal.status !== 'draft' ? proposal : null
  const last = decisions[0] ?? null
  const [picked, setPicked] = useState<string[]>(may.propose ? page.begin.codes : (last && laid?.status === 'decided' ? last.chosen : (laid?.codes ?? last?.chosen ?? recorded.map((r) => r.code))))
  const nameOf = (code: string): string => seen.buurten.find((b) => b.code === code)?.name ?? code
  const proposed = may.propose ? [] : (laid?.codes ?? [])
  const shown = seen.buurten.filter((b) => picked.includes(b.code) || proposed.includes(b.code)).sort((a, b) => a.name.localeCompare(b.name, 'nl'))
  const standing = (code: string): string | undefined => recorded.filter((r) => !laid && r.code === code).map((r) => phaseLabels[r.phase])[0]
  const markOf = (code: string): string | null => standing(code) ?? (picked.includes(code) ? (may.decide ? seenWords.chosen : seenWords.proposed) : proposed.includes(code) ? seenWords.notChosen : null)
  const at = `gemeente=${seen.gemeente.code}`
  const own = proposal && proposal.status !== 'decided' && JSON.stringify(proposal.question) !== JSON.stringify(page.question)
  return (
    <div className="decide">
      <section>
        <h1>{words.heading(page.year)}</h1>
        {seen.gemeente.fictional && <p><Badge>{words.fictional}</Badge></p>}
        <p className="lead">{last ? words.decided(last.chosen.map(nameOf), longDate(last.decidedOn)) : laid ? words.proposed(laid.codes.map(nameOf), longDate(laid.submittedOn!)) : recorded.length > 0 ? words.recorded(page.year, recorded) : proposal ? words.draft : words.none(page.year)}</p>
        {recorded.length > 0 && <p>{laid && `${words.recorded(page.year, recorded)} `}{words.recordedHow}{!laid && proposal && ` ${words.draft}`}</p>}
        {last && laid?.status === 'submitted' && <p>{words.proposed(laid.codes.map(nameOf), longDate(laid.submittedOn!))}</p>}
        <p className="decide__links small"><a className="utrecht-link" href={`/focus?${at}`}>{words.back}</a> · <a className="utrecht-link" href={`/kaart/focus/kandidaten?${at}&year=${page.year}`}>{words.toCandidates}</a> · <a className="utrecht-link" href={`/kaart/focus/rooster?${at}`}>{words.toRotation}</a></p>
        {page.noScenario && <Alert kind="warning" quiet>{words.scenarioGone}</Alert>}
        {page.begin.scenario && page.begin.codes.length === 0 && <Alert kind="warning" quiet>{words.scenarioEmpty(page.begin.scenario.name, page.year)}</Alert>}
        {own && <Alert kind="warning" quiet action={<p><a className="utrecht-link" href={`/focus/${page.year}?${at}`}>{words.toProposalWeights}</a></p>}>{words.otherWeights}</Alert>}
      </section>
      {laid?.text && !may.propose && <section aria-labelledby="toelichting"><h2 id="toelichting">{words.proposalText}</h2><p className="decide__public">{laid.text}</p>{laid.scenario && <p className="small quiet">{words.scenario(laid.scenario.name)}</p>}</section>}
      <section aria-labelledby="redenen">
        <h2 id="redenen">{seenWords.beside}</h2>
        <p className="quiet small">{seenWords.notAGrade}</p>
        <SeenBeside buurten={shown} top={seen.top} markOf={markOf} again={laid?.again ?? {}} />
        {shown.length > 0 && <SeenCriteria criteria={seen.criteria} buurten={shown} />}
        <SeenMap shapes={page.shapes} chosen={picked} proposed={proposed} />
        <ul className="decide__facts small quiet">
          <li>{words.asOfDay(longDate(seen.on))}</li>
          <li>{words.boundary(seen.boundaryYear)}</li>
          <li>{words.thresholds(seen.thresholds.version)}</li>
          <li>{words.weights(seenWords.weights(seen.criteria, seen.noPreference))}</li>
        </ul>
      </section>
      {may.propose && (
        <section aria-labelledby="voorstel">
          <h2 id="voorstel">{words.proposal}</h2>
          {proposal?.status === 'decided' && <p>{words.otherProposal}</p>}
          <ProposalForm key={proposal?.status === 'decided' ? proposal.id : 'open'} page={page} picked={picked} onPick={setPicked} />
        </section>
      )}
      {may.decide && (
        <section aria-labelledby="besluit">
          <h2 id="besluit">{last ? words.revise : words.decide}</h2>
          {laid ? <DecisionForm page={page} proposal={laid} picked={picked} onPick={setPicked} /> : <p>{words.notYet}</p>}
        </section>
      )}
      {decisions.length > 0 && (
        <section aria-labelledby="besluiten">
          <h2 id="besluiten">{words.decisions}</h2>
          <ul className="decide__list">
            {decisions.map((d) => <li key={d.id}><a className="utrecht-link" href={`/besluiten/${d.id}`}>{words.decisionOn(longDate(d.decidedOn))}</a>: {seenWords.list(d.chosen.map(nameOf))}{d.replacedBy !== null && ` (${words.replaced})`}</li>)}
          </ul>
        </section>
      )}
      <details>
        <summary>{seenWords.allTitle}</summary>
        <SeenTable buurten={seen.buurten} markOf={markOf} decided={false} />
      </details>
    </div>
  )
}
