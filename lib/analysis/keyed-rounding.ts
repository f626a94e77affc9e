import { createHmac } from 'node:crypto'

export const roundingBase = 5

/** Bytes of the text after their number (four bytes, the highest first): "ab" + "c" is not "a" + "bc". */
function prefixed(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/**
 * The fraction of a leaf, 0 <= u < 1, in steps of 2^-53: always the same for a key and a leaf, and for who has no key as good as drawn by lot, apart from
 * those of all other leaves. HMAC-SHA256 over the three names.
 */
export function leafFraction(key: Uint8Array, leaf: { area: string; theme: string; period: string }): number {
  const digest = createHmac('sha256', key).update(Buffer.concat([prefixed(leaf.area), prefixed(leaf.theme), prefixed(leaf.period)])).digest()
  return Number(digest.readBigUInt64BE(0) >> 11n) / 2 ** 53
}

/**
 * Rounds a count to the multiple of 5 below or above it: up when u < r / 5, with r what is left after division by 5. Over all u the expectation is the
 * count itself; the result says no more of the count than that it is at most 4 away.
 * @throws {RangeError} for what is no count
 */
export function roundedByFraction(count: number, u: number): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`a count is a whole number of at least 0, not ${count}`)
  const rest = count % roundingBase
  return count - rest + (u < rest / roundingBase ? roundingBase : 0)
}

/** The figure that may be told of a leaf with this count. */
export const keyedRounding = (key: Uint8Array, leaf: { area: string; theme: string; period: string }, count: number): number => roundedByFraction(count, leafFraction(key, leaf))
