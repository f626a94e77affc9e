import type { ReactNode } from 'react'
import { Alert } from './alert'
import { Badge } from './badge'
import { Button } from './button'
import type { ProblemError } from './read-json'
import { words } from './words'

/** The places of a map screen: title and filters on top, map, time and table at the left, the answer at the right. */
export function Screen(props: { title: string; question: string; fictional: boolean; /** a newer answer is on its way */ busy: boolean; tabs?: ReactNode; search?: ReactNode; filters: ReactNode; /** why there is no newer answer */ problem: ProblemError | undefined; retry: () => void; map: ReactNode; slider?: ReactNode; table: ReactNode; panel: ReactNode }) {
  const { problem, busy } = props
  return (
    <div className="screen" aria-busy={busy}>
      <a className="skip-link" href="#tabel">
        {words.skipToTable}
      </a>
      <header className="screen__top">
        <div className="screen__title">
          <h1>{props.title}</h1>
          {props.fictional && <Badge>{words.fictional}</Badge>}
          {props.tabs}
          <p className="quiet screen__question">{props.question}</p>
        </div>
        {props.search}
        {props.filters}
      </header>
      {props.panel}
      <div className="screen__map">
        {problem && (
          <div className="screen__notice">
            <Alert kind={problem.passing ? 'info' : 'warning'} title={problem.problem.title} action={<div><Button onClick={props.retry}>{words.retry}</Button></div>}>{problem.message}</Alert>
          </div>
        )}
        {props.map}
      </div>
      {props.slider && <div className="screen__slider">{props.slider}</div>}
      <section className="screen__table" id="tabel" tabIndex={-1} aria-label={words.table}>
        {props.table}
      </section>
      <div className="screen__busy" role="status">
        {busy && <span>{words.busy}</span>}
      </div>
    </div>
  )
}
