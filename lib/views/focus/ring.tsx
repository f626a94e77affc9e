import { phaseLabels } from '@/lib/domain/focus'
import { type Answer } from './definition'
import { words } from './words'

/** Cohorts beside each other in time: a row per focus buurt, a column per year. A table, so that it is read as one. */
export function Ring({ answer, href, go }: { answer: Answer; href: (change: { selected?: string }) => string; go: (change: { selected?: string }) => void }) {
  const { ring, findings, meta } = answer
  if (ring.rows.length === 0) return null
  return (
    <section className="ring">
      <h3>{words.ringTitle}</h3>
      <p className="quiet small">{words.ringHelp}</p>
      <div className="ring__box" tabIndex={0} role="region" aria-label={words.ringTitle}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.ringBuurt}</th>
              {ring.years.map((y) => <th key={y} scope="col" data-now={String(y) === meta.on.slice(0, 4) || undefined}>{y}</th>)}
            </tr>
          </thead>
          <tbody>
            {ring.rows.map(({ id, cells }) => {
              const f = findings.find((p) => p.id === id)!
              const code = f.codes[0]
              return (
                <tr key={id}>
                  <th scope="row">
                    {code ? (
                      <a href={href({ selected: code })} onClick={(e) => { if (e.metaKey || e.ctrlKey || e.shiftKey) return; e.preventDefault(); go({ selected: code }) }}>
                        {f.year} {f.name}
                      </a>
                    ) : `${f.year} ${f.name}`}
                  </th>
                  {cells.map((phase, i) => (
                    <td key={ring.years[i]} data-phase={phase ?? undefined}>
                      {phase && phase !== 'regular' && <><span aria-hidden="true">{words.ringShort[phase]}</span><span className="visually-hidden">{phaseLabels[phase]}</span></>}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
