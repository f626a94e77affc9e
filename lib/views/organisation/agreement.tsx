import './organisation.css'
import type { LadderAnswer } from './definition'
import { Ladder } from './ladder'
import { words } from './words'

/** The ladder of one agreement, on its own page. */
export function AgreementLadder({ answer, agreement, mayConfirm }: { answer: LadderAnswer; agreement: number; mayConfirm: boolean }) {
  return (
    <section className="block" aria-labelledby="ladder">
      <h2 id="ladder">{words.ladder.title(answer.meta.year)}</h2>
      <Ladder answer={answer} only={agreement} mayConfirm={mayConfirm} />
    </section>
  )
}
