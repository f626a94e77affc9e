import type { Role } from '@/lib/domain/identity'
import { words } from './words'

const text = words.sight

/** "Noord, Oost en Zuid" */
export const andList = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${text.and} ${names.at(-1)}`)

/**
 * One sentence about what somebody sees, as the database decides it: single signals or counts, and counts exact or rounded.
 * @param me.werkgebieden names of the werkgebieden of today
 */
export function youSee(me: { role: Role; team: string | null; sensitive: boolean; werkgebieden: readonly string[] }): string {
  if (me.role === 'wijkmanager') {
    if (me.werkgebieden.length === 0) return text.noWerkgebied
    return (me.sensitive ? text.ownExact : text.ownRounded)(andList(me.werkgebieden))
  }
  if (me.role === 'adviser' && me.team === 'zorg') return text.care
  return text.roles[me.role] ?? text.other
}
