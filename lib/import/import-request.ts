import type { Tx } from '@/lib/db/client'
import { boundarySetFor, onlyGemeente } from '@/lib/db/imports/subject'
import type { Identity } from '@/lib/domain/identity'
import type { ImportKind, ImportOptions, ImportProgress } from '@/lib/domain/import-run'
import { dateInAmsterdam } from '@/lib/domain/period'
import { SourceError, type SourceInfo } from '@/lib/domain/source-record'
import type { SourceRequest } from './child/read-source'
import { kinds } from './kinds'

export type ImportRequest = {
  kind: ImportKind
  sources: readonly SourceRequest[]
  /** what the run is called in lists: a file name or an address without secrets */
  sourceName: string
  options: ImportOptions
  /** `check` stops after validation and keeps the staged rows (the wizard), `dry` stops and drops them, `load` goes on */
  mode: 'load' | 'dry' | 'check'
  who: Identity
  /** key for hashing whoever reported a signal */
  hashKey: string
  now: Date
  signal?: AbortSignal
  onStart?: (run: number) => void
  onInfo?: (info: SourceInfo) => void
  onProgress?: (progress: ImportProgress) => void
}

/** Fills in what the user left out and can be known, and refuses what cannot. @throws {SourceError} */
export async function completeOptions(tx: Tx, { kind, options, now }: ImportRequest): Promise<ImportOptions> {
  const thisYear = Number(dateInAmsterdam(now).slice(0, 4))
  if (kind === 'boundaries') {
    const year = options.year ?? null
    if (year === null) throw new SourceError('year_missing', 'Van welk jaar zijn deze grenzen? Geef het jaar op (bij npm run data: --year 2024).')
    if (!Number.isInteger(year) || year < 1995 || year > thisYear + 1) throw new SourceError('year_invalid', `Het jaar van de grenzen is ${year}; verwacht: 1995 tot en met ${thisYear + 1}.`)
    return options
  }
  if (!kinds[kind].needsBoundaries) return options
  const gemeente = options.gemeente ?? (await onlyGemeente(tx)) ?? undefined
  if (!gemeente) throw new SourceError('gemeente_missing', 'Voor welke gemeente is dit? Laad eerst de grenzen. Zijn er meer gemeenten, kies er dan een (bij npm run data: --gemeente GM0400).')
  const set = await boundarySetFor(tx, gemeente, options.year ?? 9999)
  if (!set) throw new SourceError('boundaries_missing', `Er zijn nog geen grenzen van ${gemeente} geladen. Laad eerst de grenzen van wijken en buurten.`)
  return { ...options, gemeente }
}
