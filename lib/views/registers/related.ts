import type { RegisterId } from '@/lib/domain/register'

export type Related = { to: RegisterId; /** the filter of the other list that names this record */ filter: string; /** the database keeps a record that these use */ blocks: boolean }

/** What belongs to a record, in the order of its page. */
const related: Readonly<Partial<Record<RegisterId, readonly Related[]>>> = {
  organisations: [
    { to: 'services', filter: 'organisation', blocks: true },
    { to: 'activities', filter: 'organisation', blocks: false },
    { to: 'agreements', filter: 'organisation', blocks: true },
    { to: 'venues', filter: 'organisation', blocks: true },
    { to: 'wijkplatforms', filter: 'organisation', blocks: true },
  ],
  services: [
    { to: 'activities', filter: 'service', blocks: true },
    { to: 'agreement-lines', filter: 'service', blocks: true },
  ],
  venues: [{ to: 'activities', filter: 'venue', blocks: true }],
  activities: [{ to: 'deliveries', filter: 'activity', blocks: true }],
  agreements: [{ to: 'agreement-lines', filter: 'agreement', blocks: false }],
  cohorts: [{ to: 'focus-periods', filter: 'cohort', blocks: true }],
  'focus-periods': [
    { to: 'measures', filter: 'focusPeriod', blocks: true },
    { to: 'participation', filter: 'focusPeriod', blocks: true },
  ],
  wijkplatforms: [
    { to: 'platform-meetings', filter: 'platform', blocks: true },
    { to: 'platform-actions', filter: 'platform', blocks: true },
  ],
  'agreement-lines': [{ to: 'deliveries', filter: 'agreementLine', blocks: true }],
}

export const relatedOf = (id: RegisterId): readonly Related[] => related[id] ?? []
