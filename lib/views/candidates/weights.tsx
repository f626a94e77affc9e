'use client'
import { useEffect, useId, useRef, useState } from 'react'
import { noPreference } from '@/lib/domain/focus-candidates'
import { usualWeights, writeWeights } from '@/lib/domain/focus-weights'
import { criteria, type Criterion } from '@/lib/domain/focus-criteria'
import { Button } from '@/lib/ui/button'
import type { Answer, Params } from './definition'
import { criterionWords, words } from './words'

/** Between the last move of a slider and the question: one drag is one question. */
const waitMs = 300

/** Points per criterion, by slider or typed; "geen voorkeur" tries every weighing. Each change is in the address. */
export function Weights({ meta, w, go }: { meta: Answer['meta']; /** as the address has it: the answer comes a moment later */ w: Params['w']; go: (change: { w: Params['w'] }, how?: 'push' | 'replace') => void }) {
  const [draft, setDraft] = useState<{ of: string; points: Record<Criterion, number> }>({ of: '', points: meta.weights })
  const shown = JSON.stringify(meta.weights)
  const points = draft.of === shown ? draft.points : meta.weights
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const id = useId()
  const free = w === noPreference
  const counting = criteria.filter((c) => !meta.left.includes(c))
  const sum = counting.reduce((total, c) => total + points[c], 0)
  const change = (c: Criterion, to: number): void => {
    const next = { ...points, [c]: Math.max(0, Math.min(100, Math.round(to) || 0)) }
    setDraft({ of: shown, points: next })
    clearTimeout(timer.current)
    if (criteria.some((k) => next[k] > 0)) timer.current = setTimeout(() => go({ w: writeWeights(next) }), waitMs)
  }
  return (
    <section className="weights" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{words.weightsTitle}</h3>
      <p className="quiet small">{words.weightsHelp}</p>
      <label className="weights__free">
        <input type="checkbox" checked={free} onChange={(e) => go({ w: e.target.checked ? noPreference : writeWeights(points) })} /> {words.noPreference}
      </label>
      {!free && (
        <>
          <ul>
            {counting.map((c) => (
              <li key={c}>
                <label htmlFor={`${id}-${c}`}>{criterionWords[c].label}</label>
                <span className="quiet small">{sum > 0 ? words.weighs(Math.round((100 * points[c]) / sum)) : ''}</span>
                <input id={`${id}-${c}`} type="range" min={0} max={100} step={5} value={points[c]} aria-describedby={`${id}-${c}-help`} aria-valuetext={`${points[c]}`} onChange={(e) => change(c, Number(e.target.value))} />
                <input className="utrecht-textbox utrecht-textbox--html-input" type="number" min={0} max={100} value={points[c]} aria-label={words.points(criterionWords[c].label)} onChange={(e) => change(c, Number(e.target.value))} />
                <span className="quiet small weights__help" id={`${id}-${c}-help`}>{criterionWords[c].help}</span>
              </li>
            ))}
          </ul>
          <p className="weights__sum" aria-live="polite">{sum > 0 ? words.sum(sum) : words.allZero}</p>
          {criteria.some((c) => points[c] !== usualWeights[c]) && <Button onClick={() => go({ w: undefined })}>{words.standard}</Button>}
        </>
      )}
      {meta.left.length > 0 && <p className="quiet small">{words.left(meta.left.map((c) => criterionWords[c].label.toLowerCase()).join(', '))}</p>}
      <p className="quiet small">{words.draws(meta.draws)}</p>
    </section>
  )
}
