import type { Allowed } from './readers/reader'

/** Where PDOK and CBS publish; `pdok:` and `cbs:` lead here. */
const openData = ['api.pdok.nl', 'service.pdok.nl', 'datasets.cbs.nl', 'opendata.cbs.nl', 'dataderden.cbs.nl']

/** What the operator wrote down about where data may come from. */
export type AllowedSettings = { pdokBase?: string; cbsBase?: string; signalenUrl?: string; importHosts?: string }

/** The hosts of the setting IMPORT_HOSTS. */
export const hostsOf = (text: string | undefined): string[] => (text ?? '').toLowerCase().split(/[\s,]+/).filter(Boolean)

/**
 * Where an import may ask. Names of the list are asked over https and must lead to public addresses. An origin that the operator
 * wrote down in full (PDOK_BASE_URL, CBS_BASE_URL, SIGNALEN_URL) may also be inside the organisation, such as a Signalen of the
 * gemeente itself: who sets the environment of the server can reach it anyway.
 */
export function allowedBy({ pdokBase, cbsBase, signalenUrl, importHosts }: AllowedSettings): Allowed {
  return { hosts: [...openData, ...hostsOf(importHosts)], origins: [pdokBase, cbsBase, signalenUrl].filter((text) => text !== undefined && text !== '').map((text) => new URL(text!.replaceAll('{YYYY}', '2024')).origin) }
}
