import Link from 'next/link'
import type { RegisterId } from '@/lib/domain/register'
import { mayRead } from '@/lib/domain/register-rights'
import { registers } from '@/lib/domain/registers'
import { words } from './words'

const lists: readonly [RegisterId, string][] = [['cohorts', words.tabs.cohorts], ['focus-periods', words.tabs.periods], ['measures', words.tabs.measures], ['participation', words.tabs.participation]]

/** Plans, map and registers of focus buurten beside each other. */
export function FocusNav({ here, role }: { here: boolean; role: string }) {
  return (
    <nav className="tabs" aria-label={words.nav}>
      <ul>
        <li><Link href="/focus" prefetch={false} aria-current={here ? 'page' : undefined}>{words.tabs.home}</Link></li>
        <li><a href="/kaart/focus">{words.tabs.map}</a></li>
        {lists.filter(([id]) => mayRead(id, role)).map(([id, label]) => <li key={id}><Link href={`/${registers[id].slug}`} prefetch={false}>{label}</Link></li>)}
      </ul>
    </nav>
  )
}
