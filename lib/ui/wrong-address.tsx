import type { ParamProblem } from '@/lib/domain/params'
import { ButtonLink } from './button'
import { ParamProblems } from './param-problems'
import { words } from './words'

/** The page of an address with parameters that are not understood: which, and where to start again. `label`: what the button says, when not "start again". */
export function WrongAddress({ problems, href, label }: { problems: readonly ParamProblem[]; href: string; label?: string }) {
  const { wrong } = words.pages
  return (
    <div className="page">
      <h1>{wrong.title}</h1>
      {label === undefined && <p className="lead">{wrong.text}</p>}
      <ParamProblems problems={problems} />
      <p>
        <ButtonLink look="primary" href={href}>
          {label ?? wrong.restart}
        </ButtonLink>
      </p>
    </div>
  )
}
