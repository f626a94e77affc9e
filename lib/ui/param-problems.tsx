import type { ParamProblem } from '@/lib/domain/params'
import { Alert } from './alert'

/** What in the address is not understood, per name. */
export function ParamProblems({ problems }: { problems: readonly ParamProblem[] }) {
  return (
    <Alert kind="warning" quiet>
      <ul>
        {problems.map((p) => (
          <li key={`${p.name} ${p.message}`}>
            <strong>{p.name}</strong>: {p.message}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
