import type { Finding } from '@/lib/domain/cluster'
import { labelText, scoreText } from '@/lib/ui/finding-text'
import type { Outline } from '@/lib/ui/map/outline'
import type { Answer, Params } from './definition'

/** What counts as a cluster: `presence` is told apart, and never drawn. */
export const isCluster = (f: Finding): boolean => f.kind !== 'presence'

/** The finding that an address means: itself, or what a newer calculation found of the same work item. */
export function chosenFinding({ findings }: Pick<Answer, 'findings'>, { finding, cluster }: Pick<Params, 'finding' | 'cluster'>): Finding | undefined {
  if (finding === undefined) return undefined
  return findings.find((f) => String(f.id) === finding) ?? findings.find((f) => cluster !== undefined && String(f.cluster) === cluster)
}

/** The findings as outlines with their label; without a theme the label names it. */
export function outlinesOf(answer: Answer, chosen: Finding | undefined): Outline[] {
  const oneTheme = answer.params.theme !== undefined
  return answer.findings.filter(isCluster).map((f) => ({
    id: String(f.id),
    areas: f.buurten,
    label: `${oneTheme ? '' : `${f.theme.label}\n`}${scoreText(f)}\n${labelText(f)}`,
    look: f.kind === 'fading' || f.label === 'fading' ? 'fading' : 'strong',
    chosen: f.id === chosen?.id,
  }))
}
