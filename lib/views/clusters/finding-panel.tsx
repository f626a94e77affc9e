'use client'
import { memo, useEffect, useRef } from 'react'
import { IconX } from '@/lib/ui/icons'
import type { Finding } from '@/lib/domain/cluster'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { ButtonLink } from '@/lib/ui/button'
import { CopyLink } from '@/lib/ui/copy-link'
import { NumberList } from '@/lib/ui/fact'
import { actionHref, coverageHref, mainBuurt, signalsHref } from '@/lib/ui/finding-links'
import { findingSentence, labelText, sinceText, sureText } from '@/lib/ui/finding-text'
import { words as told } from '@/lib/ui/finding-words'
import { count } from '@/lib/ui/format'
import { Method } from '@/lib/ui/method'
import { periodText } from '@/lib/ui/spoken'
import { clusters, type Answer } from './definition'
import { words } from './finding-words'
import { isCluster } from './outlines'

/** One finding: what, where, since when, how sure, what was looked at, and where to go on. */
export const FindingPanel = memo(function FindingPanel({ answer, finding, closeHref, onClose, focus }: { answer: Answer; /** undefined: not in this answer */ finding: Finding | undefined; closeHref: string; onClose: () => void; focus: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const id = finding?.id
  useEffect(() => {
    if (focus && id !== undefined) heading.current?.focus()
  }, [focus, id])
  const { meta } = answer
  const close = (
    <a
      className="icon-button"
      href={closeHref}
      aria-label={words.close}
      onClick={(e) => {
        e.preventDefault()
        onClose()
      }}
    >
      <IconX size={22} aria-hidden="true" />
    </a>
  )
  if (!finding)
    return (
      <header className="answer">
        <div className="answer__title">
          <h2 ref={heading} tabIndex={-1}>{words.title(0)}</h2>
          {close}
        </div>
        <Alert quiet>{words.gone}</Alert>
      </header>
    )
  const place = { gemeente: meta.gemeente.code, theme: finding.theme.slug, buurt: mainBuurt(finding.buurten) }
  const since = sinceText(finding)
  return (
    <>
      <header className="answer">
        <div className="answer__top">
          <p className="quiet small">{finding.theme.label}, {meta.gemeente.name}</p>
          <Badge>{labelText(finding)}</Badge>
        </div>
        <div className="answer__title">
          <h2 ref={heading} tabIndex={-1}>{finding.name}</h2>
          {close}
        </div>
        <p className="answer__sentence" aria-live="polite">{findingSentence(finding)}</p>
        <p>{sureText(finding)}</p>
        {since && <p>{since}</p>}
      </header>
      {finding.told === 'rounded' && <Alert quiet>{told.roundedNote}</Alert>}
      <section className="found">
        <h3>{words.steps}</h3>
        <div className="actions">
          <ButtonLink look="primary" href={coverageHref(place)}>{words.coverage}</ButtonLink>
          {meta.may.initiative && <ButtonLink href={actionHref(place)}>{words.action}</ButtonLink>}
          {meta.may.signals && <ButtonLink href={signalsHref(place, finding)}>{words.toSignals}</ButtonLink>}
          {meta.may.follow && finding.cluster !== null && isCluster(finding) && <ButtonLink href={`/opeenhopingen/${finding.cluster}`}>{words.follow}</ButtonLink>}
        </div>
      </section>
      <section className="found">
        <h3>{words.looked}</h3>
        <NumberList of={lookedAt(finding)} />
      </section>
      <div className="actions">
        <CopyLink />
      </div>
      <Method question={clusters.question} method={clusters.method} sources={clusters.sources} />
    </>
  )
})

/** What the numbers are of; what the reader may not know is said to be so. */
function lookedAt(f: Finding): [string, string][] {
  const number = (n: number | null) => (n === null ? words.unknown : count(n))
  return [
    [words.buurten, f.buurten.map((b) => (f.buurten.length === 1 ? b.name : `${b.name} (${b.part === 'core' ? words.core : words.edge})`)).join(', ')],
    [words.period, periodText(f)],
    [words.theme, f.theme.label],
    [words.counted, words.countedText],
    [words.signals, number(f.signals)],
    [words.sources, number(f.sources)],
    [words.visits, number(f.visits)],
    [words.people, number(f.people)],
  ]
}
