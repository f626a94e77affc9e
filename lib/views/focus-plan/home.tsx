import { phaseLabels } from '@/lib/domain/focus'
import { Badge } from '@/lib/ui/badge'
import { ButtonLink } from '@/lib/ui/button'
import { longDate } from '@/lib/ui/format'
import type { Home, HomeRelapse, HomeRow } from './definition'
import { budgetText, hoursText, progressText } from './progress'
import { words } from './words'

/** The focus buurten of every cohort, with how their measures stand and what came back after it: what the college sees first. */
export function FocusHome({ home, relapses }: { home: Home; relapses: readonly HomeRelapse[] }) {
  const next = Number(home.today.slice(0, 4)) + 1
  return (
    <>
      <p className="lead">{words.lead}</p>
      {home.gemeente.fictional && <Badge>{words.fictional}</Badge>}
      {home.mayAdd && <div className="actions"><ButtonLink href={`/focusbuurten/nieuw?gemeente=${home.gemeente.code}`}>{words.add}</ButtonLink></div>}
      {home.seesDecisions && !home.cohorts.some((c) => c.year === next) && <p><a className="utrecht-link" href={`/focus/${next}?gemeente=${home.gemeente.code}`}>{words.toDecision(next)}</a></p>}
      {home.cohorts.length === 0 && <p>{words.none}</p>}
      {home.cohorts.map((c) => (
        <section key={c.year} className="focus-cohort" aria-labelledby={`cohort-${c.year}`}>
          <h2 id={`cohort-${c.year}`}>{words.cohort(c.year)}</h2>
          {home.seesDecisions && <p><a className="utrecht-link" href={`/focus/${c.year}?gemeente=${home.gemeente.code}`}>{words.toDecision(c.year)}</a></p>}
          {c.plannedEur !== null && <p>{budgetText(c.plannedEur, c.budgetEur)}</p>}
          <ul className="focus-cards">
            {c.rows.map((row) => <li key={row.id}><Card row={row} today={home.today} relapse={relapses.find((r) => r.period === row.id)} /></li>)}
          </ul>
        </section>
      ))}
    </>
  )
}

function Card({ row, today, relapse }: { row: HomeRow; today: string; relapse: HomeRelapse | undefined }) {
  return (
    <article className="focus-card" data-phase={row.phase ?? undefined}>
      <h3><a href={`/focus/${row.year}/${row.code}`}>{row.name}</a></h3>
      {row.phase && <p><strong>{phaseLabels[row.phase]}</strong></p>}
      {row.next && <p className="quiet small">{words.next(row.next.phase, longDate(row.next.from))}</p>}
      {row.phase !== 'proposed' && row.phase !== 'decided' && <p>{row.counts ? progressText(row.counts) : words.hidden}</p>}
      {row.counts && row.phase === 'aftercare' && row.counts.open > 0 && <p className="focus-card__open">{words.aftercareOpen(row.counts.open)}</p>}
      {row.phase === 'plan' && <p>{row.adoptedOn ? words.adopted(longDate(row.adoptedOn)) : words.notAdopted}{row.participation === 0 && ` ${words.noParticipation}`}</p>}
      {row.hours && <p>{hoursText(row.hours, today)}</p>}
      {relapse && <p className="focus-card__open">{words.relapse(relapse.labels)}</p>}
      {row.toResult && <p><a href={`/focus/${row.year}/${row.code}/resultaat`} aria-label={words.resultOf(row.name, row.year)}>{words.toResult}</a></p>}
    </article>
  )
}
