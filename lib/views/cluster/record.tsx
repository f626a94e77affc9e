import Link from 'next/link'
import type { ReactNode } from 'react'
import { clusterLabels } from '@/lib/domain/cluster'
import type { ClusterDetail } from '@/lib/domain/cluster-item'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { Badge } from '@/lib/ui/badge'
import { ButtonLink } from '@/lib/ui/button'
import { NumberList } from '@/lib/ui/fact'
import { actionHref, coverageHref, mainBuurt, mapHref, signalsHref } from '@/lib/ui/finding-links'
import { expectedText, findingSentence, observedText, sinceText, sureText } from '@/lib/ui/finding-text'
import { count, longDate, longMoment, shortDate, shortMoment } from '@/lib/ui/format'
import { periodText } from '@/lib/ui/spoken'
import { PlainTable } from '@/lib/ui/table'
import { Course } from './course'
import { Notes } from './notes'
import { Owner, type OwnerChoices } from './owner'
import { words } from './words'

type LinkedSignal = { id: number; observedOn: string; buurt: string | null }
export type ClusterAnswer = { item: ClusterDetail; gemeente: string; signals: LinkedSignal[] | null; choices: OwnerChoices; may: { initiative: boolean } }

/** One cluster that is followed: how it is now, how it went, who works on it, and what was done. `method` is the card of the map. */
export function ClusterRecord({ answer: { item, gemeente, signals, choices, may }, method }: { answer: ClusterAnswer; method: ReactNode }) {
  const { finding } = item
  const place = { gemeente, theme: item.theme.slug, buurt: finding ? mainBuurt(finding.buurten) : item.buurten[0]?.code }
  const since = finding && sinceText(finding)
  return (
    <div className="register cluster">
      <nav className="crumbs small" aria-label={words.title}>
        <Link href={`/opeenhopingen?gemeente=${gemeente}`} prefetch={false}>
          {words.title}
        </Link>
      </nav>
      <header className="answer">
        <p className="quiet small">{item.theme.label}</p>
        <div className="register__title">
          <h1>{item.name}</h1>
          <Badge>{clusterLabels[item.state]}</Badge>
        </div>
        {item.state === 'gone' && <p>{words.notNow}</p>}
        {finding ? (
          <>
            <p className="answer__sentence">{findingSentence(finding)}</p>
            <p>{sureText(finding)}</p>
            {since && <p>{since}</p>}
          </>
        ) : (
          item.state !== 'gone' && <p>{words.noNumbers}</p>
        )}
        <p className="quiet">{words.found(longDate(item.firstSeen), longDate(item.lastSeen))}</p>
      </header>
      <section className="block" aria-labelledby="stappen">
        <h2 id="stappen">{words.steps}</h2>
        <div className="actions">
          <ButtonLink look="primary" href={coverageHref(place)}>{words.coverage}</ButtonLink>
          {may.initiative && <ButtonLink href={actionHref(place)}>{words.action}</ButtonLink>}
          <ButtonLink href={mapHref(place, finding)}>{words.map}</ButtonLink>
        </div>
      </section>
      <Owner item={item} mayOwn={item.mayOwn} choices={choices} />
      {finding && (
        <section className="block" aria-labelledby="getallen">
          <h2 id="getallen">{words.now}</h2>
          <NumberList of={numbersOf(finding)} />
        </section>
      )}
      <section className="block" aria-labelledby="buurten">
        <h2 id="buurten">{words.buurten}</h2>
        <ul className="cluster__buurten">
          {item.buurten.map((b) => (
            <li key={b.code}>
              <Link href={`/kaart/signalen?gemeente=${gemeente}&selected=${b.code}&theme=${item.theme.slug}`} prefetch={false}>{b.name}</Link>
            </li>
          ))}
        </ul>
      </section>
      <Course name={item.name} sightings={item.sightings} />
      {signals && <Signals signals={signals} allHref={signalsHref(place, finding ?? undefined)} />}
      <Notes id={item.id} events={item.events} mayNote={item.mayNote} />
      <History item={item} />
      {method}
    </div>
  )
}

function numbersOf(f: NonNullable<ClusterDetail['finding']>): [string, string][] {
  const known = (n: number | null) => (n === null ? words.unknown : count(n))
  return [[words.period, periodText(f)], [words.observed, observedText(f)], [words.expected, expectedText(f)], [words.signalsN, known(f.signals)], [words.sources, known(f.sources)], [words.visits, known(f.visits)], [words.people, known(f.people)]]
}

function Signals({ signals, allHref }: { signals: readonly LinkedSignal[]; allHref: string }) {
  return (
    <section className="block" aria-labelledby="signalen">
      <h2 id="signalen">{words.linked}</h2>
      {signals.length === 0 ? (
        <p className="quiet">{words.linkedNone}</p>
      ) : (
        <>
          <PlainTable caption={words.linkedCaption(signals.length)} head={words.linkedHead} rows={signals.map((s) => [<Link key="id" href={`/signalen?signal=${s.id}`} prefetch={false}>{words.signal(s.id)}</Link>, shortDate(s.observedOn), s.buurt ?? words.dash])} />
          <p><Link href={allHref} prefetch={false}>{words.linkedAll}</Link></p>
        </>
      )}
    </section>
  )
}

/** What happened, by role and never by name. */
function History({ item }: { item: ClusterDetail }) {
  const state = (text: string | null) => (text === null ? words.dash : ((clusterLabels as Record<string, string>)[text] ?? text))
  return (
    <section className="block" aria-labelledby="geschiedenis">
      <h2 id="geschiedenis">{words.history}</h2>
      {item.events.length === 0 ? (
        <p className="quiet">{words.historyEmpty}</p>
      ) : (
        <PlainTable
          caption={words.history}
          hideCaption
          head={words.historyHead}
          rows={item.events.map((e) => [
            <time key="at" className="nowrap" dateTime={e.at} title={longMoment(e.at)}>{shortMoment(e.at)}</time>,
            e.by === null ? words.program : (roleLabel[e.by as Role] ?? e.by),
            e.kind === 'note' ? words.events.note : e.kind === 'found' ? words.events.found(state(e.after)) : words.events[e.kind](e.kind === 'owner' ? (e.before ?? words.nobody) : state(e.before), e.kind === 'owner' ? (e.after ?? words.nobody) : state(e.after)),
          ])}
        />
      )}
    </section>
  )
}

