import type { RegisterId } from './register'
import type { UserRole } from './user'

/**
 * Which roles read a register at all, and which may add to it. Which rows each sees and changes is decided in the database (drizzle/0012, 0018 and 0026); this says
 * beforehand what would be refused, and a test compares the two for every role.
 */
const staff = ['wijkmanager', 'planner', 'college', 'adviser', 'admin'] as const
const everybody = [...staff, 'organisation'] as const
const office = ['planner', 'adviser', 'admin'] as const

const registerRights: Readonly<Record<RegisterId, { read: readonly UserRole[]; add: readonly UserRole[] }>> = {
  organisations: { read: everybody, add: office },
  services: { read: everybody, add: [...office, 'organisation'] },
  venues: { read: everybody, add: [...office, 'organisation', 'wijkmanager'] },
  activities: { read: everybody, add: [...office, 'organisation', 'wijkmanager'] },
  agreements: { read: everybody, add: office },
  'agreement-lines': { read: everybody, add: office },
  deliveries: { read: everybody, add: [...office, 'organisation', 'wijkmanager'] },
  visits: { read: staff, add: ['wijkmanager', 'adviser', 'planner'] },
  initiatives: { read: ['wijkmanager', 'planner', 'college', 'adviser', 'organisation'], add: ['wijkmanager', 'adviser', 'planner'] },
  cohorts: { read: everybody, add: ['planner'] },
  'focus-periods': { read: everybody, add: ['planner', 'college'] },
  measures: { read: ['wijkmanager', 'planner', 'college', 'adviser', 'organisation'], add: ['planner', 'adviser'] },
  participation: { read: ['wijkmanager', 'planner', 'college', 'adviser'], add: ['planner', 'wijkmanager'] },
  // of the residents: nobody of the gemeente sets an agenda (N3); the administrator writes on behalf of a platform
  wijkplatforms: { read: everybody, add: ['admin'] },
  'platform-meetings': { read: everybody, add: ['admin', 'organisation'] },
  'platform-actions': { read: everybody, add: ['admin', 'organisation', 'wijkmanager'] },
}

export const mayRead = (register: RegisterId, role: string): boolean => (registerRights[register].read as readonly string[]).includes(role)
export const mayAdd = (register: RegisterId, role: string): boolean => (registerRights[register].add as readonly string[]).includes(role)
