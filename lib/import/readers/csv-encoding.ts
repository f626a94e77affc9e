import { createReadStream } from 'node:fs'
import { looksLikeUtf16 } from './detect-format'
import type { ReaderContext } from './reader'

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'

/**
 * `damaged`: the text is UTF-8 but some bytes are not; they decode to U+FFFD and the rows that hold one must be refused.
 * `bom`: number of bytes to skip at the start.
 */
export type EncodingFound = { encoding: Encoding; bom: number; damaged: boolean }

/**
 * Decides the encoding over the whole file, so that no text is ever emitted in the wrong one.
 *
 * All valid UTF-8 -> UTF-8. Invalid bytes and no valid multi-byte character anywhere -> Windows-1252. Both -> UTF-8 with damage,
 * because text in Windows-1252 practically never forms valid UTF-8 pairs by accident.
 */
export async function detectEncoding(path: string, context: ReaderContext = {}): Promise<EncodingFound> {
  let valid = 0
  let invalid = 0
  let pending = 0 // continuation bytes still expected
  let lower = 0x80 // smallest and largest next continuation byte (overlong forms and surrogates are invalid)
  let upper = 0xbf
  let head: Buffer | null = null
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024, signal: context.signal }) as AsyncIterable<Buffer>) {
    if (head === null) {
      head = chunk
      if (looksLikeUtf16(chunk)) return { encoding: chunk[0] === 0xff ? 'utf-16le' : 'utf-16be', bom: 2, damaged: false }
    }
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!
      if (pending === 0) {
        if (byte < 0x80) continue
        lower = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
        upper = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
        if (byte >= 0xc2 && byte <= 0xdf) pending = 1
        else if (byte >= 0xe0 && byte <= 0xef) pending = 2
        else if (byte >= 0xf0 && byte <= 0xf4) pending = 3
        else invalid++
      } else if (byte >= lower && byte <= upper) {
        lower = 0x80
        upper = 0xbf
        if (--pending === 0) valid++
      } else {
        invalid++
        pending = 0
        if (byte >= 0x80) i-- // may start a character itself
      }
    }
  }
  if (pending > 0) invalid++
  const bom = head?.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0
  if (invalid === 0) return { encoding: 'utf-8', bom, damaged: false }
  return bom > 0 || valid > 0 ? { encoding: 'utf-8', bom, damaged: true } : { encoding: 'windows-1252', bom: 0, damaged: false }
}

/** Code page 1252 for 0x80..0x9f. Written out: some Node versions decode "windows-1252" as ISO 8859-1 (nodejs/node issue 56542). */
const high = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ'

/** Turns bytes into text, chunk by chunk. Call with no argument at the end. */
export function makeDecoder(encoding: Encoding): (chunk?: Buffer) => string {
  if (encoding === 'windows-1252') {
    return (chunk) => (chunk ? chunk.toString('latin1').replace(/[\x80-\x9f]/g, (c) => high[c.charCodeAt(0) - 0x80]!) : '')
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return (chunk) => (chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode())
}
