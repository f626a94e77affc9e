import 'server-only'
import { listGemeenten } from '@/lib/db/areas'
import { asking } from '@/lib/db/client'
import { leafChanges } from '@/lib/db/release/leaves'
import { listReleases, publicNow, releaseBefore } from '@/lib/db/release/register'
import { systemFor, type Identity } from '@/lib/domain/identity'
import { closedPeriods } from '@/lib/domain/public-period'
import type { Publications } from './view'

/**
 * The page of an administrator, whose role was checked. The rounded figures of a draft are read as the program: no user has a right to that schema; exact
 * counts nobody reads here.
 */
export async function loadPublications(who: Identity, today: string, asked: { withdraw: number | null }): Promise<Omit<Publications, 'done'>> {
  const { gemeenten, releases } = await asking(who, async (tx) => ({ gemeenten: await listGemeenten(tx), releases: await listReleases(tx) }), { readOnly: true })
  const release = releases.find((r) => r.status === 'draft') ?? null
  const { current, leaves } = await asking(systemFor(who), async (tx) => ({
    current: (await publicNow(tx))[0]?.id ?? null,
    leaves: release ? await leafChanges(tx, await releaseBefore(tx, release.gemeente, release.number), release.number, true) : [],
  }), { readOnly: true })
  return {
    gemeenten: gemeenten.map(({ code, name }) => ({ code, name })),
    periods: [...closedPeriods('quarter', today)].reverse().map((p) => p.id),
    releases, current,
    draft: release && { release, leaves },
    withdraw: releases.find((r) => r.number === asked.withdraw && r.status === 'published') ?? null,
  }
}
