import { asking } from '@/lib/db/client'
import { publicNow } from '@/lib/db/release/register'
import { system } from '@/lib/domain/identity'
import { folderOfReleases, switchTo } from './store'

/** Makes the files follow the register: the newest that is published counts, the others stay readable, what was withdrawn is gone. Safe to do at any time. */
export async function settlePublic(folder = folderOfReleases()): Promise<void> {
  const readable = await asking(system, publicNow, { deadlineMs: null })
  await switchTo({ release: readable[0]?.id ?? null, readable }, folder)
}
