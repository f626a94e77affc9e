import type { ImportKind, ImportOptions } from '@/lib/domain/import-run'
import { words } from './words'

export type Where = 'file' | 'pdok' | 'ogc' | 'cbs' | 'signalen' | 'open311'

/** What the form holds, as text; kept when something fails, so that nothing is typed twice. */
export type Draft = {
  kind: ImportKind
  where: Where
  file: File | null
  /** year of PDOK, number of a table, or an address */
  at: string
  gemeente: string
  year: string
  level: '' | 'gemeente' | 'wijk' | 'buurt'
  source: string
  theme: string
  swapAxes: boolean
}
export type DraftErrors = Partial<Record<'file' | 'at' | 'gemeente' | 'year', string>>

export const places: Record<ImportKind, readonly Where[]> = {
  boundaries: ['file', 'pdok', 'ogc'],
  werkgebieden: ['file'],
  postcodes: ['file'],
  indicators: ['file', 'cbs'],
  themes: ['file'],
  signals: ['file', 'signalen', 'open311'],
  visits: ['file'],
  organisations: ['file'],
  services: ['file'],
  venues: ['file'],
  activities: ['file'],
  agreements: ['file'],
  deliveries: ['file'],
  initiatives: ['file'],
  focus: ['file'],
  wijkplatforms: ['file'],
  'platform-meetings': ['file'],
  'platform-actions': ['file'],
  users: ['file'],
}

/** What a file dialog offers first; the content decides, not the name. */
export const accepts: Record<ImportKind, string> = {
  boundaries: '.gpkg,.geojson,.json,.zip',
  werkgebieden: '.csv,.txt',
  postcodes: '.csv,.txt,.zip',
  indicators: '.csv,.txt',
  themes: '.csv,.txt',
  signals: '.csv,.txt,.geojson,.json',
  visits: '.csv,.txt',
  organisations: '.csv,.txt',
  services: '.csv,.txt',
  venues: '.csv,.txt,.geojson,.json',
  activities: '.csv,.txt',
  agreements: '.csv,.txt',
  deliveries: '.csv,.txt',
  initiatives: '.csv,.txt,.geojson,.json',
  focus: '.csv,.txt',
  wijkplatforms: '.csv,.txt',
  'platform-meetings': '.csv,.txt',
  'platform-actions': '.csv,.txt',
  users: '.csv,.txt',
}

const maxBytes = 2 * 1024 ** 3

export const emptyDraft = (kind: ImportKind, gemeente: string): Draft => ({ kind, where: 'file', file: null, at: '', gemeente: kind === 'boundaries' || kind === 'themes' ? '' : gemeente, year: '', level: '', source: '', theme: '', swapAxes: false })

/** What is not right yet, per field; empty when it can be sent. */
export function checkDraft(d: Draft): DraftErrors {
  const { missing } = words.choose
  const errors: DraftErrors = {}
  const isYear = (text: string) => /^(19|20)\d{2}$/.test(text.trim())
  if (d.where === 'file') {
    if (!d.file) errors.file = missing.file
    else if (d.file.size > maxBytes) errors.file = missing.tooLarge
    else if (d.file.size === 0) errors.file = missing.empty
  } else if (d.where === 'pdok') {
    if (!isYear(d.at)) errors.at = missing.year
  } else if (d.where === 'cbs') {
    if (!/^[0-9a-z]{5,12}$/i.test(d.at.trim())) errors.at = missing.table
  } else if (!/^https?:\/\/\S+$/.test(d.at.trim())) errors.at = missing.address
  const needsGemeente = d.where === 'pdok'
  if ((needsGemeente || d.gemeente.trim() !== '') && !/^GM\d{4}$/i.test(d.gemeente.trim())) errors.gemeente = missing.gemeente
  if ((d.kind === 'boundaries' && d.where !== 'pdok') || d.year.trim() !== '') if (!isYear(d.year)) errors.year = missing.year
  return errors
}

export function optionsOf(d: Draft): ImportOptions {
  const text = (value: string) => value.trim() || undefined
  return {
    gemeente: text(d.gemeente)?.toUpperCase(),
    year: d.where === 'pdok' || !text(d.year) ? undefined : Number(d.year),
    level: d.level || undefined,
    source: text(d.source),
    theme: text(d.theme),
    swapAxes: d.swapAxes || undefined,
  }
}

/** As `npm run data` writes it. */
export const sourceOf = ({ where, at }: Draft): string => (where === 'ogc' ? at.trim() : `${where}:${at.trim()}`)
