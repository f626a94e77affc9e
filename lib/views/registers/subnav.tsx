import Link from 'next/link'
import type { Role } from '@/lib/domain/identity'
import { focusRegisters, networkRegisters, registerIds, type RegisterId } from '@/lib/domain/register'
import { mayRead } from '@/lib/domain/register-rights'
import { registers } from '@/lib/domain/registers'
import { words } from './words'

/** The registers that this role reads, beside each other; on a phone the row scrolls sideways. Initiatives stand in the main menu, those of focus buurten with the plans, those of wijkplatforms behind "Netwerk". */
export function RegisterNav({ here, role }: { here: RegisterId | 'reminders'; role: Role }) {
  if (here === 'initiatives') return null
  const [focus, network] = [focusRegisters, networkRegisters].map((group) => group.includes(here as RegisterId))
  const others = registerIds.filter((id) => id !== 'initiatives' && !focusRegisters.includes(id) && !networkRegisters.includes(id))
  const shown = (focus ? focusRegisters : network ? networkRegisters : others).filter((id) => mayRead(id, role))
  return (
    <nav className="tabs" aria-label={focus ? words.focus : network ? words.network : words.nav}>
      <ul>
        {focus && <Tab href="/focus">{words.focusPlans}</Tab>}
        {focus && <Tab href="/kaart/focus">{words.focusMap}</Tab>}
        {shown.map((id) => <Tab key={id} href={`/${registers[id].slug}`} here={id === here}>{words.tabs[id]}</Tab>)}
        {network ? <Tab href="/organisaties">{words.tabs.organisations}</Tab> : !focus && <Tab href="/wijkplatforms">{words.network}</Tab>}
        {!focus && !network && role !== 'admin' && <Tab href="/kaart/stapeling">{words.overlap}</Tab>}
        {!focus && !network && role !== 'college' && <Tab href="/herinneringen" here={here === 'reminders'}>{words.reminders}</Tab>}
      </ul>
    </nav>
  )
}

function Tab({ href, here = false, children }: { href: string; here?: boolean; children: string }) {
  return (
    <li>
      <Link href={href} prefetch={false} aria-current={here ? 'page' : undefined}>
        {children}
      </Link>
    </li>
  )
}
