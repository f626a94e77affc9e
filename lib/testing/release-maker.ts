import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { asking } from '@/lib/db/client'
import { readLeaves } from '@/lib/db/release/leaves'
import { askRelease, publishRelease, takeRelease } from '@/lib/db/release/register'
import { system } from '@/lib/domain/identity'
import type { ReleaseRow } from '@/lib/domain/release'
import { makeRelease, type Making } from '@/lib/release/make'
import { settlePublic } from '@/lib/release/settle'
import { inDb } from './imports'
import { releaseDay, releaseTestKey } from './release-town'
import { gemeente } from './town'

type How = { today?: string; key?: Uint8Array; lostKey?: string; until?: string; folder?: string; write?: Making['write'] }

/** Makes and publishes releases of the town in a folder of its own, which the caller removes; `errors`: what was said to the operator. */
export function releaseMaker() {
  const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-public-'))
  const errors: unknown[] = []
  async function make(how: How = {}): Promise<ReleaseRow> {
    const number = await inDb((tx) => askRelease(tx, gemeente, how.until ?? null))
    const taken = (await inDb((tx) => takeRelease(tx, number)))!
    return makeRelease(taken, { today: how.today ?? releaseDay, key: () => how.key ?? releaseTestKey, lostKey: how.lostKey, folder: how.folder ?? folder, reportUrl: null, onError: (error) => errors.push(error), write: how.write })
  }
  async function publish(release: ReleaseRow): Promise<void> {
    await inDb((tx) => publishRelease(tx, release.number))
    await settlePublic(folder)
  }
  return { folder, errors, make, publish }
}

/** The figures of a release as who publishes reads them: area, theme, period and rounded figure. */
export const leafTable = (release: number): Promise<string[]> => asking(system, (tx) => readLeaves(tx, release), { as: 'buurtfocus_pub' }).then((all) => all.map((l) => `${l.area} ${l.theme} ${l.period} ${l.p}`))
