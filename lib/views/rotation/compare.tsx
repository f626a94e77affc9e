import { problemOf } from '@/lib/analysis/rotation-question'
import { worthOf } from '@/lib/analysis/rotation-problem'
import type { RotationAnswer } from '@/lib/domain/rotation'
import { Beside } from '@/lib/ui/scenarios'
import { namesIn, proofOf } from './answer-view'
import { words } from './words'

const text = words.scenarios
export type Side = { title: string; href?: string; answer: RotationAnswer }

/** Two or three schedules beside each other: who begins in which year, marked where it differs, and each measured with the weights and data of the first. */
export function Compare({ sides }: { sides: readonly Side[] }) {
  const first = sides[0]!.answer
  const years = [...new Set(sides.flatMap((s) => Array.from({ length: s.answer.question.years }, (_, i) => s.answer.input.from + i)))].sort()
  const nameOf = (code: string): string => sides.map((s) => namesIn(s.answer)(code)).find((name) => name !== code) ?? code
  const codesIn = (side: Side, year: number): string[] => side.answer.result.starts.filter((s) => s.year === year).map((s) => s.code)
  const only = (side: Side): string => side.answer.result.starts.filter((s) => sides.every((o) => o === side || !o.answer.result.starts.some((t) => t.code === s.code && t.year === s.year))).map((s) => `${nameOf(s.code)} ${s.year}`).join(', ') || '–'
  const rows: [string, (side: Side) => string][] = [
    [text.row.years, ({ answer }) => `${answer.input.from}-${answer.input.from + answer.question.years - 1}`],
    ...years.map((year): [string, (side: Side) => string] => [words.answer.cohort(year), (side) => codesIn(side, year).map(nameOf).join(', ') || '–']),
    [text.row.only, only],
    [text.row.worth, (side) => compared(first, side.answer)],
    [text.row.broken, ({ answer }) => (answer.result.hand?.broken ?? answer.result.bent).map((b) => words.broken(b, nameOf)).join(' ') || '–'],
    [text.row.proof, ({ answer }) => (answer.result.hand ? text.byHand : proofOf(answer))],
  ]
  return (
    <>
      <Beside columns={sides} rows={rows.map(([label, cell]) => ({ label, cells: sides.map(cell) }))} />
      <p className="small quiet">{text.worthHelp}</p>
    </>
  )
}

/** What a schedule is worth with the weights and data of another, as a part of it. */
function compared(first: RotationAnswer, other: RotationAnswer): string {
  if (first === other) return text.first
  if (first.input.from !== other.input.from || first.question.years !== other.question.years) return text.otherYears
  const problem = problemOf(first.input, first.question, first.result.fair)
  const known = new Set(problem.buurten.map((b) => b.code))
  const part = worthOf(problem, other.result.starts.filter((s) => known.has(s.code))) / worthOf(problem, first.result.starts) - 1
  return !Number.isFinite(part) ? '–' : Math.abs(part) < 0.0005 ? text.same : part < 0 ? text.less(-part) : text.moreThan(part)
}
