import { many } from '@/lib/domain/many'

/** All Dutch text of this screen. */
export const words = {
  title: 'Logboek',
  lead: 'Wie deed wat, wanneer en waarvandaan. Regels kunnen niet worden veranderd of gewist; elke regel bewaart de vingerafdruk van de regel ervoor.',
  check: 'Controleer het hele logboek',
  whole: (lines: string) => `Het logboek is heel: ${many(lines, 'regel', 'regels')}.`,
  broken: (seq: number, fault: 'missing' | 'changed' | 'not linked') =>
    `Het logboek is niet heel: regel ${seq} ${fault === 'missing' ? 'ontbreekt' : fault === 'changed' ? 'is veranderd' : 'sluit niet aan op de regel ervoor'}. De regels ervoor zijn zoals ze geschreven zijn.`,
  head: (seq: number, hash: string) => `Laatste regel: ${seq}, vingerafdruk ${hash}. Deze staat ook in het logboek van het programma; vergelijk ze met npm run audit -- --head ${seq}:${hash}`,
  actor: 'Account',
  action: 'Handeling',
  from: 'Van',
  until: 'Tot en met',
  show: 'Toon',
  clear: 'Wis filters',
  older: 'Oudere regels',
  none: 'Geen regels met deze filters.',
  columns: { seq: 'Nr.', at: 'Tijd', actor: 'Account', role: 'Rol', action: 'Handeling', object: 'Object', result: 'Uitkomst', origin: 'Herkomst', detail: 'Bijzonderheden' },
}
