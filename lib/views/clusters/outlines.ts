import type { Finding } from '@/lib/domain/cluster'
import { labelText, scoreText } from '@/lib/ui/finding-text'
import type { Outline } from '@/lib/ui/map/outline'
import type { Answer } from './definition'

/** What counts as a cluster: `presence` is told apart, and never drawn. */
export const isCluster = (f: Finding): boolean => f.kind !== 'presence'

/** The findings as outlines with their label; without a theme the label names it. */
export function outlinesOf(answer: Answer, chosen: string | undefined): Outline[] {
  const oneTheme = answer.params.theme !== undefined
  return answer.findings.filter(isCluster).map((f) => ({
    id: String(f.id),
    areas: f.buurten,
    label: `${oneTheme ? '' : `${f.theme.label}\n`}${scoreText(f)}\n${labelText(f)}`,
    look: f.kind === 'fading' || f.label === 'fading' ? 'fading' : 'strong',
    chosen: String(f.id) === chosen,
  }))
}
