import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'

/**
 * The key that turns whoever reported a signal into a hash: the one that `npm run up` hands over, else from SESSION_SECRET,
 * else a random one kept in the data folder. The same on every way in, or a reporter would look like two.
 */
export function reporterKey(env: Record<string, string | undefined>, dataDir: string): string {
  if (env.REPORTER_KEY) return env.REPORTER_KEY
  if (env.SESSION_SECRET) return `reporter:${env.SESSION_SECRET}`
  const file = path.join(/* turbopackIgnore: true */ dataDir, 'reporter-key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}
