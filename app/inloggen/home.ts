import type { Me } from '@/lib/db/people'

/** Where a role starts: with what waits for it; the college and the administrator, who have no such list, with the map of the whole gemeente. */
export function homeOf(me: Me): string {
  if (me.role === 'wijkmanager') return '/mijn-wijk'
  return me.role === 'college' || me.role === 'admin' ? '/kaart/signalen' : '/mijn-werk'
}
