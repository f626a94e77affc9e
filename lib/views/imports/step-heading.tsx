'use client'
import { useEffect, useRef } from 'react'
import { words } from './words'

/** Which step of how many, as a list and as the heading that gets the focus when the step changes. */
export function Steps({ at }: { at: 1 | 2 | 3 | 4 }) {
  return (
    <ol className="steps" aria-label={words.stepsLabel}>
      {words.steps.map((name, i) => {
        const n = i + 1
        return (
          <li key={name} className="steps__step" data-state={n < at ? 'done' : n === at ? 'now' : 'later'} aria-current={n === at ? 'step' : undefined}>
            <span className="steps__n" aria-hidden="true">
              {n < at ? '✓' : n}
            </span>
            <span className="steps__name">{name}</span>
            {n < at && <span className="visually-hidden">, {words.done}</span>}
          </li>
        )
      })}
    </ol>
  )
}

/** The heading of a step; takes the focus when it replaces another step, not when the page opens. */
export function StepHeading({ takeFocus, children }: { takeFocus: boolean; children: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const wanted = useRef(takeFocus)
  useEffect(() => {
    if (!wanted.current) return
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <h2 ref={heading} tabIndex={-1} className="step__title">
      {children}
    </h2>
  )
}
