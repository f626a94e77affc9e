import type { UserScope } from '@/lib/domain/user'
import { shortDate } from '@/lib/ui/format'
import { words } from './words'

/** "Noord, sinds 1 jan 2025 (vervanging)"; null for one that has ended. */
export function scopeText(scope: UserScope, today: string): string | null {
  if (scope.to !== null && scope.to <= today) return null
  const { name, from, to } = scope
  const text = to !== null ? words.scope.period(name, shortDate(from), shortDate(to)) : from > today ? words.scope.future(name, shortDate(from)) : words.scope.since(name, shortDate(from))
  return scope.kind === 'replacement' ? `${text} (${words.scope.replacement})` : text
}
