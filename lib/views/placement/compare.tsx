import type { PlacementAnswer } from '@/lib/domain/placement'
import { count, longDate } from '@/lib/ui/format'
import { Beside } from '@/lib/ui/scenarios'
import { nameIn, proofOf } from './answer-view'
import { said, words } from './words'

const text = words.scenarios

export type Side = { title: string; href?: string; answer: PlacementAnswer }

/** Two or three answers beside each other: the same questions in the same rows. */
export function Compare({ sides }: { sides: readonly Side[] }) {
  const closedBy = sides.map((s) => new Set(s.answer.result.closed))
  const rows: [string, (side: Side, i: number) => string][] = [
    [text.row.theme, ({ answer }) => answer.input.theme.label],
    [text.row.day, ({ answer }) => longDate(answer.input.on)],
    [text.row.reach, ({ answer }) => said.metres(answer.input.reachM)],
    [text.row.places, ({ answer }) => answer.result.places.map((p) => nameIn(answer.input, p.id)).join(', ') || '–'],
    [text.row.people, ({ answer }) => count(answer.result.people)],
    [text.row.closed, ({ answer }) => named(answer, answer.result.closed)],
    [text.row.only, ({ answer }, i) => named(answer, answer.result.closed.filter((code) => closedBy.every((set, j) => j === i || !set.has(code))))],
    [text.row.open, ({ answer }) => named(answer, [...answer.result.open, ...answer.result.unreachable])],
    [text.row.distance, ({ answer: { result } }) => (result.distance.after === null ? '–' : said.metres(result.distance.after))],
    [text.row.overlaps, ({ answer }) => String(new Set(answer.result.places.flatMap((p) => p.overlaps.map((o) => o.activity))).size)],
    [text.row.proof, ({ answer }) => proofOf(answer.result) || '–'],
  ]
  return <Beside columns={sides} rows={rows.map(([label, cell]) => ({ label, cells: sides.map(cell) }))} />
}

const named = (answer: PlacementAnswer, codes: readonly string[]): string => codes.map((code) => nameIn(answer.input, code)).join(', ') || '–'
