import { IconCopy, IconMapPins } from '@/lib/ui/icons'
import type { Role } from '@/lib/domain/identity'
import type { RegisterId } from '@/lib/domain/register'
import { ButtonLink } from '@/lib/ui/button'
import { words } from './words'

/** Screens beside a list that only this register has. */
export function ExtraLinks({ id, role, gemeente }: { id: RegisterId; role: Role; /** what the list is about */ gemeente: string }) {
  if (id === 'initiatives')
    return (
      <ButtonLink href={`/kaart/initiatieven?gemeente=${gemeente}`}>
        <IconMapPins size={18} aria-hidden="true" /> {words.list.lateMap}
      </ButtonLink>
    )
  if (id === 'agreements' && ['planner', 'adviser', 'admin'].includes(role))
    return (
      <ButtonLink href={`/afspraken/overnemen?gemeente=${gemeente}`}>
        <IconCopy size={18} aria-hidden="true" /> {words.list.copyYear}
      </ButtonLink>
    )
  return null
}
