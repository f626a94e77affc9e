import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Every way in which a secret may be written down: as it is, as hex (also as PostgreSQL dumps bytes), and in both kinds of base64, alone or inside a longer text (then it may begin at
 * any of three places). A secret that is base64 itself also counts as the bytes that it stands for.
 */
export function formsOf(secret: string): Buffer[] {
  const own = Buffer.from(secret, 'utf8')
  const meant = /^[\w-]{43,}$/.test(secret) ? [Buffer.from(secret, 'base64url')] : []
  return [own, ...meant].flatMap((bytes) => [
    bytes, Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('hex').toUpperCase()),
    ...([0, 1, 2] as const).flatMap((at) => (['base64', 'base64url'] as const).map((kind) => Buffer.from(inside(bytes, at, kind)))),
  ])
}

/** The letters of base64 that depend on the secret only, when it begins `at` bytes after a group of three. */
function inside(bytes: Buffer, at: 0 | 1 | 2, kind: 'base64' | 'base64url'): string {
  const whole = Buffer.concat([Buffer.alloc(at), bytes]).toString(kind).replace(/=+$/, '')
  return whole.slice(Math.ceil((8 * at) / 6), Math.floor((8 * (at + bytes.length)) / 6))
}

/** Whether one of the forms stands in these bytes. */
export const holds = (bytes: Uint8Array | string, forms: readonly Buffer[]): boolean => {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return forms.some((form) => all.includes(form))
}

/** All files below a folder, with their names from there on. */
export const filesBelow = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))

/** The files below a folder in which a form stands. */
export const filesThatHold = (folder: string, forms: readonly Buffer[]): string[] => filesBelow(folder).filter((name) => holds(readFileSync(path.join(folder, name)), forms))
