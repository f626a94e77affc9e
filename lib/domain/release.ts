import { z } from 'zod'
import type { Role } from './identity'
import { filterParams } from './params'
import type { RoundingBase } from './public-model'

/** Where a publication is. Draft: made and to be looked at; nobody outside sees it before it is published. */
export type ReleaseStatus = 'asked' | 'making' | 'draft' | 'published' | 'withdrawn' | 'failed'

/** Why one could not be made. */
export const releaseProblems = {
  no_boundaries: 'Er zijn geen grenzen geladen voor deze gemeente.',
  no_period: 'Deze periode is nog niet afgesloten. Een kwartaal of halfjaar kan pas dertig dagen na het einde openbaar worden.',
  other_key: 'De sleutel is een andere dan die van de vorige publicatie. Twee keer afgerond met twee sleutels verraadt meer dan één keer. Zet de oude sleutel terug (RELEASE_KEY, of het bestand release.key). Is die er niet meer: zie “Als de sleutel weg is” in docs/publication.md.',
  key: 'De sleutel voor het afronden is te kort of niet te lezen. Kijk in het logboek van het systeem.',
  meanwhile: 'Intussen is een andere publicatie openbaar gemaakt, met dezelfde tijd in een andere vorm. Maak deze opnieuw.',
  same: 'Er is niets veranderd sinds de publicatie die er al is.',
  failed: 'Het maken is mislukt. Kijk in het logboek van het systeem.',
} as const
export type ReleaseProblem = keyof typeof releaseProblems

export type ReleaseRow = {
  number: number
  /** null until it is made */
  id: string | null
  gemeente: string
  status: ReleaseStatus
  untilPeriod: string | null
  askedAt: string
  madeAt: string | null
  madeOn: string | null
  boundaryYear: number | null
  periods: readonly string[]
  sha256: string | null
  counts: ReleaseCounts
  problem: ReleaseProblem | null
  publishedAt: string | null
  withdrawnAt: string | null
  withdrawnReason: string | null
}

/** Of a release that is made: rounded figures, files, their bytes; `wijken`: those about which delicate themes are told; `changed`: figures that differ from the release before it or are new. */
export type ReleaseCounts = Partial<Record<'areas' | 'wijken' | 'leaves' | 'changed' | 'files' | 'bytes', number>>

/** A figure before and after, both multiples of `base` (10: of a whole wijk). null: it is not in that publication. */
export type LeafChange = { area: string; areaName: string; theme: string; themeLabel: string; period: string; base: RoundingBase; before: number | null; after: number | null }

export const maxWithdrawReason = 500

export const newRelease = z.strictObject({
  gemeente: filterParams.shape.gemeente.unwrap(),
  until: z.string().regex(/^\d{4}(Q[1-4]|H[12])$/, 'verwacht: een kwartaal (2026Q3) of halfjaar (2026H1)').nullable().default(null),
})
export const releaseStep = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('published') }),
  z.strictObject({ status: z.literal('withdrawn'), reason: z.string().max(maxWithdrawReason), confirmText: z.boolean().default(false) }),
])
export const releaseListParams = z.strictObject({ gemeente: filterParams.shape.gemeente })

/** Who sees which publications there are, and who makes and withdraws them. */
export const seesReleases = (role: Role): boolean => ['wijkmanager', 'planner', 'college', 'adviser', 'admin'].includes(role)
export const makesReleases = (role: Role): boolean => role === 'admin'

/** A figure as everybody sees it: 0 stands for 0 to 4, in tens for 0 to 9. */
export const tellP = (p: number, base: RoundingBase): string => (p === 0 ? `0–${base - 1}` : String(p))
