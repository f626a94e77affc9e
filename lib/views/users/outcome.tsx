import { Alert } from '@/lib/ui/alert'
import { words } from './words'

/** What became of the form that was just sent: the address says it, so that it works without scripts. */
export function Outcome({ done, problem }: { done: string | undefined; problem: string | undefined }) {
  if (problem !== undefined && words.problems[problem]) return <Alert kind="error">{words.problems[problem]}</Alert>
  return done !== undefined && words.done[done] ? <Alert kind="ok">{words.done[done]}</Alert> : null
}
