import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A file of `lib/testing/fixtures`, read as JSON; its origin and licence stand in it. */
export function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)), 'utf8')) as T
}
