'use client'
import { useState } from 'react'
import { requestLabels, type CoverageRequest } from '@/lib/domain/coverage'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { Button, ButtonLink } from '@/lib/ui/button'
import { mapHref, signalsHref } from '@/lib/ui/finding-links'
import { count, limit, longDate, shortDate, shortMoment } from '@/lib/ui/format'
import type { Card, Reason, Supply } from './definition'
import { RequestForm } from './request-form'
import { words } from './words'

/** Why there is need, what is there and why it counts or not, and whom we asked: the evidence behind a class. */
export function Evidence({ card, gemeente, buurt, today, onChanged }: { card: Card; gemeente: string; buurt: string; today: string; onChanged: () => void }) {
  return (
    <>
      <section className="evidence">
        <h3>{card.need ? words.why : words.whyNot}</h3>
        <ul>
          {card.reasons.map((r, i) => (
            <li key={i}><ReasonRow reason={r} card={card} gemeente={gemeente} buurt={buurt} /></li>
          ))}
        </ul>
      </section>
      <section className="evidence">
        <h3>{words.supplyTitle}</h3>
        {card.supply.length === 0 && <p className="quiet">{words.noSupply}</p>}
        <ul>
          {card.supply.map((s) => (
            <li key={s.id}><SupplyRow supply={s} /></li>
          ))}
        </ul>
        {card.nearest && (
          <>
            <h4>{words.nearest}</h4>
            <p>
              <a className="utrecht-link" href={`/activiteiten/${card.nearest.id}`}>{card.nearest.name}</a>
              <span className="quiet small"> {card.nearest.organisation}; {words.nearestWalk(count(Math.round(card.nearest.distanceM! / 10) * 10), count(card.nearest.minutes), count(card.reachM))}</span>
            </p>
          </>
        )}
        {card.agreed.length > 0 && (
          <>
            <h4>{words.agreedTitle}</h4>
            <ul>
              {card.agreed.map((a, i) => (
                <li key={i}>{a.id === null ? words.agreed(a.organisation, a.level) : <a className="utrecht-link" href={`/afspraakregels/${a.id}`}>{words.agreed(a.organisation, a.level)}</a>}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <Requests card={card} gemeente={gemeente} buurt={buurt} today={today} onChanged={onChanged} />
    </>
  )
}

function ReasonRow({ reason, card, gemeente, buurt }: { reason: Reason; card: Card; gemeente: string; buurt: string }) {
  const mark = <Badge>{reason.fires ? words.reason.fires : words.reason.not}</Badge>
  if (reason.kind === 'cluster')
    return <>{mark} <strong>{words.cluster}</strong> <span className="quiet small">{words.clusterSince(longDate(reason.since))} <a className="utrecht-link" href={mapHref({ gemeente, theme: card.theme.slug, buurt }, { id: reason.finding, cluster: null })}>{words.seeCluster}</a></span></>
  if (reason.kind === 'figure')
    return <>{mark} <strong>{words.figure(reason.label, limit(reason.value), reason.unit, reason.year)}</strong> <span className="quiet small">{words.figureRule(limit(reason.limit), reason.direction)}</span></>
  return (
    <>
      {mark} <strong>{reason.n === null ? (reason.fires ? words.enough : words.notEnough) : words.signals(reason.n, reason.sources, reason.told === 'rounded')}</strong>{' '}
      <span className="quiet small">
        {words.signalsRule(reason.weeks, reason.minSignals, reason.minSources)}{' '}
        {reason.single && <a className="utrecht-link" href={signalsHref({ gemeente, theme: card.theme.slug, buurt })}>{words.seeSignals}</a>}
      </span>
    </>
  )
}

function SupplyRow({ supply: s }: { supply: Supply }) {
  const why = s.why.map((w) =>
    w === 'ended' ? words.endedOn(longDate(s.to!), s.endReason) : w === 'not_begun' ? words.begins(longDate(s.from)) : w === 'too_rare' ? `${words.whyNots[w]} (${words.rareBy(limit(s.timesPerYear), limit(s.timesWanted))})` : words.whyNots[w])
  return (
    <>
      <Badge>{s.counts ? words.counts : words.countsNot}</Badge>{' '}
      <a className="utrecht-link" href={`/activiteiten/${s.id}`}>{s.name}</a>
      <span className="quiet small">
        {' '}{[s.organisation, s.where].filter(Boolean).join(', ')}; {s.schedule}
        {s.lastConfirmed && `; ${words.confirmedOn(longDate(s.lastConfirmed))}`}
        {s.distanceM !== null && `; ${words.distance(count(Math.round(s.distanceM / 10) * 10))}`}
      </span>
      {why.length > 0 && <span className="evidence__why">{why.join('; ')}</span>}
    </>
  )
}

function Requests({ card, gemeente, buurt, today, onChanged }: { card: Card; gemeente: string; buurt: string; today: string; onChanged: () => void }) {
  const [open, setOpen] = useState(false)
  const [told, setTold] = useState('')
  return (
    <section className="evidence">
      <h3>{words.requestsTitle}</h3>
      <div role="status">{told && <Alert quiet kind="ok">{told}</Alert>}</div>
      {card.requests.length === 0 && <p className="quiet">{words.noRequests}</p>}
      <ul>
        {card.requests.map((r) => (
          <li key={r.id}><RequestRow request={r} /></li>
        ))}
      </ul>
      {card.ask && (card.ask.length === 0 ? <p className="quiet">{words.nobodyToAsk}</p> : open && <RequestForm gemeente={gemeente} buurt={buurt} theme={card.theme.slug} today={today} organisations={card.ask} onCancel={() => setOpen(false)} onDone={(text) => { setOpen(false); setTold(text); onChanged() }} />)}
      {card.ask && !open && (
        <div className="actions">
          {card.ask.length > 0 && <Button look="primary" onClick={() => { setOpen(true); setTold('') }}>{words.ask}</Button>}
          <ButtonLink href={`/kaart/dekking/plek?gemeente=${gemeente}&theme=${card.theme.slug}`}>{words.askWhere}</ButtonLink>
        </div>
      )}
    </section>
  )
}

function RequestRow({ request: r }: { request: CoverageRequest }) {
  return (
    <>
      <Badge>{requestLabels[r.status]}</Badge> <a className="utrecht-link" href={`/verzoeken/${r.id}`}>{words.requestTo(r.organisation.name, shortDate(r.due))}</a>
      {r.late && <strong className="desk__late"> · {words.requestLate}</strong>}
      <span className="evidence__why">{r.text}</span>
      {r.reason && <span className="evidence__why">{words.requestReason(r.reason)}</span>}
      {r.counterText && <span className="evidence__why">{words.requestCounter(r.counterText, r.counterDate && longDate(r.counterDate))}</span>}
      <span className="quiet small">
        {words.requestBy(r.askedBy && (roleLabel[r.askedBy as Role] ?? r.askedBy), shortMoment(r.askedAt))}
        {r.answeredAt && `, ${words.requestAnswered(shortMoment(r.answeredAt))}`}
      </span>
    </>
  )
}
