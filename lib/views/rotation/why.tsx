'use client'
import { useEffect, useRef, useState } from 'react'
import { criteria } from '@/lib/domain/focus-criteria'
import type { RotationAnswer, RotationReason } from '@/lib/domain/rotation'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Progress } from '@/lib/ui/progress'
import { ProblemError } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'
import { words } from './words'

const text = words.why

/** Why a buurt is in the computed schedule or not, and what the other choice would change: worked out when it is asked. */
export function Why({ answer, of, code, nameOf, onClose }: { answer: RotationAnswer; of: { rotation: string } | { scenario: number }; code: string; nameOf: (code: string) => string; onClose: () => void }) {
  const [reason, setReason] = useState<RotationReason | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const key = JSON.stringify({ ...of, code })
  useEffect(() => {
    let wanted = true
    setReason(null)
    setProblem(null)
    heading.current?.focus()
    sendJson<RotationReason>('POST', '/api/v1/rotation-reasons', JSON.parse(key) as object).then(
      (found) => wanted && setReason(found),
      (error: unknown) => {
        if (!(error instanceof ProblemError)) throw error
        if (wanted) setProblem(error.message)
      },
    )
    return () => void (wanted = false)
  }, [key])
  const name = nameOf(code)
  const buurt = answer.input.buurten.find((b) => b.code === code)
  return (
    <section className="computation__card" aria-labelledby="waarom" aria-busy={reason === null && problem === null}>
      <h3 id="waarom" ref={heading} tabIndex={-1}>{text.heading(name)}</h3>
      {problem ? <Alert kind="error">{problem}</Alert> : reason === null ? <Progress label={text.busy} /> : <Reason reason={reason} nameOf={nameOf} />}
      {buurt && (
        <>
          <h4>{text.reasons}</h4>
          <ul>{criteria.filter((c) => answer.question.weights[c] > 0).map((c) => <li key={c}>{words.form.criterion[c]}: {text.lowHigh(...buurt.values[c])}</li>)}</ul>
        </>
      )}
      <div className="actions"><Button onClick={onClose}>{text.close}</Button></div>
    </section>
  )
}

function Reason({ reason, nameOf }: { reason: RotationReason; nameOf: (code: string) => string }) {
  if (reason.kind === 'fixed') return <p>{text.fixed}</p>
  if (reason.kind === 'left') return <p>{text.left}</p>
  if (reason.kind === 'not_found') return <p>{text.notFound}</p>
  const changes = [...reason.out.map((s) => text.gone(nameOf(s.code), s.year)), ...reason.into.map((s) => text.comes(nameOf(s.code), s.year))]
  return (
    <>
      {reason.kind === 'in' ? (
        <>
          {reason.must && <p>{text.must}</p>}
          <p>{text.in(reason.loss ?? 0)}</p>
        </>
      ) : (
        <>
          <p>{reason.year === null ? text.impossible : text.out(reason.year, reason.loss ?? 0)}</p>
          {reason.year !== null && reason.more !== null && reason.more > 0.001 && <p>{text.more(reason.more)}</p>}
          {reason.bent.length > 0 && <><p>{text.bends}</p><ul>{reason.bent.map((b) => <li key={JSON.stringify(b)}>{words.broken(b, nameOf)}</li>)}</ul></>}
        </>
      )}
      {(reason.kind === 'in' || reason.year !== null) && <><h4>{text.changes}</h4>{changes.length === 0 ? <p>{text.nothing}</p> : <ul>{changes.map((c) => <li key={c}>{c}</li>)}</ul>}</>}
      {reason.kind === 'out' && (
        <>
          <h4>{text.inTheWay}</h4>
          <ul>{reason.inTheWay.map(({ year, broken }) => <li key={year}>{broken.length === 0 ? text.free(year) : text.blocked(year, broken.map((b) => words.broken(b, nameOf)))}</li>)}</ul>
        </>
      )}
    </>
  )
}
