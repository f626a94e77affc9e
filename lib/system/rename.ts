import { rename } from 'node:fs/promises'

/** What Windows says while a reader, an indexer or a virus scanner still has the file or folder open, or the one that it replaces. */
const busy = new Set(['EPERM', 'EACCES', 'EBUSY'])

/**
 * Renames a file or folder in one step; a file replaces the one that is there. On Windows it waits, up to two seconds, for who has it open.
 * @throws {NodeJS.ErrnoException} as `rename` does
 */
export async function renameWhenFree(from: string, to: string, { platform = process.platform, move = rename } = {}): Promise<void> {
  for (let waitMs = 10; ; waitMs *= 2) {
    try {
      return await move(from, to)
    } catch (error) {
      if (platform !== 'win32' || waitMs > 1_280 || !busy.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
    await new Promise((next) => setTimeout(next, waitMs))
  }
}
