import { createHmac } from 'node:crypto'
import type { RoundingBase } from '@/lib/domain/public-model'

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
 * Rounds a count to the multiple of the base below or above it: up when u < r / base, with r what is left after division by the base. Over all u the
 * expectation is the count itself; the result says no more of the count than that it is at most base - 1 away.
 * @throws {RangeError} for what is no count, or a base that leaves nothing to round
 */
export function roundedByFraction(count: number, u: number, base: number): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`a count is a whole number of at least 0, not ${count}`)
  if (!Number.isSafeInteger(base) || base < 2) throw new RangeError(`a base is a whole number of at least 2, not ${base}`)
  const rest = count % base
  return count - rest + (u < rest / base ? base : 0)
}

/** The figure that may be told of a leaf with this count: in fives of a publication area, in tens of a wijk (delicate themes). */
export const keyedRounding = (key: Uint8Array, leaf: { area: string; theme: string; period: string }, count: number, base: RoundingBase): number => roundedByFraction(count, leafFraction(key, leaf), base)
