import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The key of a publication cannot be used; the message says why, for who runs the installation. */
export class KeyRefused extends Error {}

const fewestBytes = 32

/**
 * The key that decides how figures are rounded: RELEASE_KEY, else 32 random bytes that are made once and kept in the data folder, for its owner only. It is for
 * nothing else, and is not in the database: who has a copy of that has no key.
 * @throws {KeyRefused} when it is too short to be safe
 */
export function releaseKey(env: Record<string, string | undefined>, dataDir: string): Buffer {
  if (env.RELEASE_KEY) {
    const key = Buffer.from(env.RELEASE_KEY, 'utf8')
    if (key.length < fewestBytes) throw new KeyRefused(`RELEASE_KEY moet ten minste ${fewestBytes} bytes lang zijn; maak er een met: openssl rand -base64 48`)
    return key
  }
  const file = path.join(dataDir, 'release.key')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(file, randomBytes(fewestBytes).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const kept = Buffer.from(readFileSync(file, 'utf8').trim(), 'utf8')
  if (kept.length < fewestBytes) throw new KeyRefused(`De sleutel in ${file} is te kort. Zet de oude sleutel terug uit uw reservekopie.`)
  return kept
}

/** What is kept of a key beside a publication, to notice another one: it tells nothing of the key. */
export const markOf = (key: Uint8Array): string => createHmac('sha256', key).update('mark of the key of a publication').digest('hex').slice(0, 16)
