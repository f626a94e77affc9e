import type { Decision } from '@/lib/domain/focus-decision'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { CopyLink } from '@/lib/ui/copy-link'
import { longDate, longMoment } from '@/lib/ui/format'
import { SeenMap } from '@/lib/ui/map/seen-map'
import { SeenBeside, SeenCriteria, SeenTable } from '@/lib/ui/seen-buurten'
import { seenWords } from '@/lib/ui/seen-words'
import { PlainTable } from '@/lib/ui/table'
import { words } from './words'

/** A decision, from its frozen content alone: whatever changed since is not on this page. Only which decision replaced it is of now. */
export function DecisionView({ decision }: { decision: Decision }) {
  const { seen, shapes, proposal, decision: made, dataChangedAt } = decision.snapshot
  const nameOf = (code: string): string => seen.buurten.find((b) => b.code === code)?.name ?? code
  const shown = seen.buurten.filter((b) => made.chosen.includes(b.code) || made.proposed.includes(b.code)).sort((a, b) => a.name.localeCompare(b.name, 'nl'))
  const markOf = (code: string): string | null => (made.chosen.includes(code) ? seenWords.chosen : made.proposed.includes(code) ? seenWords.notChosen : null)
  return (
    <div className="decide">
      <section>
        <h1>{words.heading(seen.year)}</h1>
        {seen.gemeente.fictional && <p><Badge>{words.fictional}</Badge></p>}
        {!decision.intact && <Alert kind="error" title={words.broken}>{words.brokenText}</Alert>}
        <p className="lead">{words.decidedOn(longDate(made.decidedOn))}</p>
        {decision.replacedBy !== null && <Alert kind="warning" quiet action={<p><a className="utrecht-link" href={`/besluiten/${decision.replacedBy}`}>{words.toOther}</a></p>}>{words.replacedBy}</Alert>}
        {made.replaces !== null && <p>{words.replaces} <a className="utrecht-link" href={`/besluiten/${made.replaces}`}>{words.toOther}</a></p>}
        <p className="decide__links small"><a className="utrecht-link" href={`/focus/${seen.year}?gemeente=${seen.gemeente.code}`}>{words.back(seen.year)}</a></p>
        <p>{words.frozen(longDate(made.decidedOn))}</p>
      </section>
      <section aria-labelledby="openbaar">
        <h2 id="openbaar">{words.publicText}</h2>
        <p className="decide__public">{made.publicText}</p>
        <ul className="decide__facts">
          <li><strong>{words.chosen}:</strong> {seenWords.list(made.chosen.map(nameOf))}</li>
          <li><strong>{words.proposed}:</strong> {seenWords.list(made.proposed.map(nameOf))}. {words.submitted(longDate(proposal.submittedOn))}</li>
          {made.deviationReason !== null && <li><strong>{words.deviation}:</strong> {made.deviationReason}</li>}
          {proposal.scenario && <li>{words.scenario(proposal.scenario.name)}</li>}
        </ul>
      </section>
      {proposal.text && <section aria-labelledby="toelichting"><h2 id="toelichting">{words.proposalText}</h2><p className="decide__public">{proposal.text}</p></section>}
      <section aria-labelledby="redenen">
        <h2 id="redenen">{seenWords.beside}</h2>
        <p className="quiet small">{seenWords.notAGrade}</p>
        <SeenBeside buurten={shown} top={seen.top} markOf={markOf} again={made.again} />
        <SeenCriteria criteria={seen.criteria} buurten={shown} />
        <SeenMap shapes={shapes} chosen={made.chosen} proposed={made.proposed} />
        <h3>{seenWords.allTitle}</h3>
        <SeenTable buurten={seen.buurten} markOf={markOf} decided />
      </section>
      <section aria-labelledby="waarop">
        <h2 id="waarop">{words.basis}</h2>
        <ul className="decide__facts">
          <li>{words.asOfDay(longDate(seen.on))}</li>
          <li>{words.changedAt(longMoment(dataChangedAt))}</li>
          <li>{words.boundary(seen.boundaryYear)}</li>
          <li>{words.weights(seenWords.weights(seen.criteria, seen.noPreference))}</li>
          <li>{words.method(seen.method, seen.draws, seen.top)}</li>
          <li>{words.thresholds(seen.thresholds.version, seen.thresholds.atLeast)}</li>
        </ul>
        {seen.thresholds.limits.length > 0 && <PlainTable caption={words.limits} head={words.limitsHead} numeric={[2]} rows={seen.thresholds.limits.map((l) => [l.label, words.limit(l.direction, l.value, l.unit), seenWords.number(l.n)])} />}
        {decision.intact && <p className="small quiet decide__facts">{words.intact(decision.sha256)}</p>}
        <div className="actions"><CopyLink /><a className="utrecht-link" href={`/api/v1/decisions/${decision.id}`}>{words.json}</a></div>
      </section>
    </div>
  )
}
