'use client'
import { IconList, IconPlus } from '@/lib/ui/icons'
import { routes } from '@/lib/domain/registers/initiatives'
import { Alert } from '@/lib/ui/alert'
import { AnswerHead, Download } from '@/lib/ui/answer-head'
import { ButtonLink } from '@/lib/ui/button'
import { CopyLink } from '@/lib/ui/copy-link'
import { Fact } from '@/lib/ui/fact'
import { count, longMoment, shortDate } from '@/lib/ui/format'
import { Method } from '@/lib/ui/method'
import { words as shared } from '@/lib/ui/words'
import { initiatives, type Answer, type AreaRow, type Params } from './definition'
import { words } from './words'

/** The chosen buurt, or all that is shown: how many are open and late, which ones, and what to do next. */
export function InitiativesPanel({ answer, params, csv, closeHref, onClose, focus }: { answer: Answer; params: Params; csv: string; closeHref: string; onClose: () => void; focus: boolean }) {
  const { meta, areas, choices } = answer
  const row: AreaRow | undefined = areas.find((a) => a.code === params.selected && !a.water) ?? areas.find((a) => a.code === params.selected)
  const name = row?.name ?? choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name
  const hidden = row ? row.open === null : meta.sees === 'none'
  const open = row ? (row.open ?? 0) : meta.open
  const late = row ? (row.late ?? 0) : meta.late
  const list = answer.findings.filter((f) => !row || f.buurtCode === row.code)
  const median = (value: number | null) => (value === null ? words.none : count(Math.round(value)))

  return (
    <>
      <AnswerHead
        over={row ? words.buurtIn(meta.gemeente.name) : words.overview} badge={meta.gemeente.fictional && shared.fictional} title={<>{name}{row?.water && <span className="quiet"> ({words.water})</span>}</>}
        close={row ? { href: closeHref, onClose } : null} focusOn={focus && params.selected}
      >
        <p className="answer__sentence" aria-live="polite">
          {hidden ? words.notVisible(name) : words.sentence(name, open, late)}
        </p>
        <p className="quiet small">{words.legendOn(shortDate(meta.on))}</p>
      </AnswerHead>
      {words.sees[meta.sees] && <Alert quiet>{words.sees[meta.sees]}</Alert>}
      {!hidden && (
        <dl className="facts">
          <Fact value={count(open)} label={words.facts.open} main />
          <Fact value={count(late)} label={words.facts.late} main />
          <Fact value={median(row ? row.medianOwnerDays : meta.medianOwnerDays)} label={words.facts.owner} />
          <Fact value={median(row ? row.medianAnswerDays : meta.medianAnswerDays)} label={words.facts.answer} />
        </dl>
      )}
      {!hidden && (
        <section aria-labelledby="te-laat">
          <h3 id="te-laat">{words.lateTitle}</h3>
          {list.length === 0 ? (
            <p className="quiet">{words.noneLate}</p>
          ) : (
            <ul className="late-list">
              {list.map((f) => (
                <li key={f.id}>
                  <a className="utrecht-link" href={`/initiatieven/${f.id}`}>
                    {f.title}
                  </a>
                  <span>
                    <strong>{words.lateDays(f.days)}</strong>, {words.waitsFor[f.waitsFor]}
                  </span>
                  <span className="quiet small">
                    {[row ? null : (f.buurtName ?? words.noBuurt), f.route && routes[f.route as keyof typeof routes], words.received(shortDate(f.receivedOn))].filter(Boolean).join(', ')}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      <div className="actions">
        <ButtonLink look="primary" href={`/initiatieven/nieuw${params.selected ? `?selected=${params.selected}` : ''}`}>
          <IconPlus size={18} aria-hidden="true" /> {words.toIntake}
        </ButtonLink>
        <ButtonLink href="/initiatieven">
          <IconList size={18} aria-hidden="true" /> {words.toList}
        </ButtonLink>
        <Download href={csv} />
        <CopyLink />
      </div>
      <Method question={initiatives.question} method={initiatives.method} sources={initiatives.sources} />
      <ul className="footnotes quiet small">
        <li>{shared.boundary(meta.boundaryYear)}</li>
        {meta.nElsewhere > 0 && <li>{words.elsewhere(meta.nElsewhere)}</li>}
        <li>{words.asOf(longMoment(meta.asOf))}</li>
      </ul>
    </>
  )
}
