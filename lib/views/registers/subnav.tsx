import Link from 'next/link'
import type { Role } from '@/lib/domain/identity'
import { registerIds, type RegisterId } from '@/lib/domain/register'
import { mayRead } from '@/lib/domain/register-rights'
import { registers } from '@/lib/domain/registers'
import { words } from './words'

/** The registers that this role reads, beside each other; on a phone the row scrolls sideways. Initiatives stand in the main menu. */
export function RegisterNav({ here, role }: { here: RegisterId | 'reminders'; role: Role }) {
  if (here === 'initiatives') return null
  const shown = registerIds.filter((id) => id !== 'initiatives' && mayRead(id, role))
  return (
    <nav className="tabs" aria-label={words.nav}>
      <ul>
        {shown.map((id) => (
          <li key={id}>
            <Link href={`/${registers[id].slug}`} prefetch={false} aria-current={id === here ? 'page' : undefined}>
              {words.tabs[id]}
            </Link>
          </li>
        ))}
        {role !== 'admin' && (
          <li>
            <Link href="/kaart/stapeling" prefetch={false}>
              {words.overlap}
            </Link>
          </li>
        )}
        {role !== 'college' && (
          <li>
            <Link href="/herinneringen" prefetch={false} aria-current={here === 'reminders' ? 'page' : undefined}>
              {words.reminders}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  )
}
