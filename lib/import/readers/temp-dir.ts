import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Gives a directory for files that a reader must unpack, and removes it afterwards.
 *
 * With `given` (made by the parent process, which also removes it when the child is killed) that one is used and left.
 */
export async function* inTempDir<T>(given: string | undefined, body: (dir: string) => AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined> {
  if (given !== undefined) {
    yield* body(given)
    return
  }
  const dir = await mkdtemp(join(tmpdir(), 'buurtfocus-'))
  try {
    yield* body(dir)
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 5 }) // Windows may still hold a file for a moment
  }
}
