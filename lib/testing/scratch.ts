import { mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A folder that Linux keeps in memory. */
const memory = '/dev/shm'
/** So much must be free there, in bytes: a database with its copies takes 70 to 200 MB, and a test run has a few at a time. */
const enough = 3e9

/**
 * A new folder for the files of a database that nobody needs afterwards: in memory where there is room, else where the system keeps temporary files.
 * Copying and removing the 1,400 files of one takes longer than most tests on a disk.
 * @param prefix what its name begins with
 */
export function scratchFolder(prefix: string): string {
  return mkdtempSync(path.join(hasRoom() ? memory : tmpdir(), prefix))
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > enough
  } catch {
    return false // no such folder
  }
}
