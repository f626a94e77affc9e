import { createHmac } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'

/** One key per purpose, so that what was sealed for one thing opens nothing else. */
const keyFor = (purpose: string, secret: string): Uint8Array => createHmac('sha256', secret).update(`buurtfocus ${purpose}`).digest()

/** Text that only this installation can read or make (A256GCM), for as long as `seconds`. */
export function seal(purpose: string, secret: string, content: Record<string, unknown>, seconds: number, now = new Date()): Promise<string> {
  return new EncryptJWT(content)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + seconds * 1000))
    .encrypt(keyFor(purpose, secret))
}

/** The content; null when it was changed, made by somebody else, made for another purpose, or is too old. */
export async function unseal(purpose: string, secret: string, sealed: string, now = new Date()): Promise<Record<string, unknown> | null> {
  return jwtDecrypt(sealed, keyFor(purpose, secret), { currentDate: now, keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }).then(
    ({ payload }) => payload,
    () => null,
  )
}
