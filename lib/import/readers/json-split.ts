import { SourceError } from '@/lib/domain/source-record'
import { maxFeatureBytes } from './reader'

/**
 * A part of a JSON text that can be parsed on its own: a member of a top-level object, an element of the list that holds the
 * records (`features` of the object, or the top-level array), or the end of a top-level object.
 */
export type Piece = { type: 'member'; key: string; bytes: Buffer } | { type: 'element'; bytes: Buffer } | { type: 'end' }

export type SplitOptions = {
  /** members whose array value is cut into elements */
  lists: readonly string[]
  /** asked at the start of each element; false skips it without keeping its bytes */
  wantElement?: () => boolean
}

/** Deeper nesting than any real feature has; a bound on work and stack for hostile files. */
const maxDepth = 64

const enum At {
  value,
  keyOrEnd,
  key,
  colon,
  memberValue,
  memberNext,
  elementOrEnd,
  element,
  elementNext,
}

const whitespace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/**
 * Cuts a JSON text of any length into pieces without building objects, one chunk at a time.
 *
 * Only the outer one or two levels are checked here; each piece is checked by `JSON.parse`. Several top-level values after each
 * other (newline-delimited GeoJSON, RFC 8142) are accepted. Depth over 64 and a piece over 16 MB are refused at once.
 * @returns `feed(chunk)` gives the pieces that are complete; `finish()` throws when the text stops halfway
 * @throws {SourceError} `json_invalid`, `json_too_deep`, `record_too_large`
 */
export function makeJsonSplitter({ lists, wantElement = () => true }: SplitOptions) {
  let at: At = At.value
  let inList: '' | 'member' | 'top' = ''
  let key = ''
  let elements = 0
  let offset = 0 // bytes before the current chunk
  // the value that is being captured
  let capturing: '' | 'key' | 'scalar' | 'string' | 'nested' = ''
  let keep = true
  let parts: Buffer[] = []
  let size = 0
  let depth = 0
  let quoted = false
  let escaped = false
  let start = 0

  const where = () => (elements > 0 ? ` in of na feature ${elements}` : '')
  const bad = (i: number, what: string) =>
    new SourceError('json_invalid', `Geen geldige JSON${where()} (byte ${offset + i + 1}): ${what}.`, elements || null)

  function take(chunk: Buffer, end: number): Buffer {
    if (!keep) return Buffer.alloc(0)
    add(chunk, end)
    const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    parts = []
    size = 0
    return bytes
  }

  function add(chunk: Buffer, end: number) {
    if (!keep) return
    size += end - start
    if (size > maxFeatureBytes) {
      throw new SourceError('record_too_large', `Eén onderdeel van het bestand${where()} is groter dan ${maxFeatureBytes / 1024 / 1024} MB.`, elements || null)
    }
    parts.push(chunk.subarray(start, end))
  }

  function begin(i: number, byte: number) {
    start = i
    depth = 0
    quoted = byte === 0x22
    escaped = false
    capturing = byte === 0x22 ? 'string' : byte === 0x7b || byte === 0x5b ? 'nested' : 'scalar'
    if (capturing === 'nested') depth = 1
  }

  function feed(chunk: Buffer): Piece[] {
    const pieces: Piece[] = []
    if (capturing !== '') start = 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!
      if (capturing !== '') {
        let end = -1
        if (quoted) {
          if (escaped) escaped = false
          else if (byte === 0x5c) escaped = true
          else if (byte === 0x22) {
            quoted = false
            if (capturing !== 'nested') end = i + 1
          }
        } else if (capturing === 'nested') {
          if (byte === 0x22) quoted = true
          else if (byte === 0x7b || byte === 0x5b) {
            if (++depth > maxDepth) {
              throw new SourceError('json_too_deep', `De JSON is dieper genest dan ${maxDepth} niveaus${where()}; dat komt in geodata niet voor.`, elements || null)
            }
          } else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) end = i + 1
        } else if (byte === 0x2c || byte === 0x7d || byte === 0x5d || whitespace(byte)) end = i // scalar: the delimiter is not part of it
        if (end < 0) continue
        const scalar = capturing === 'scalar'
        const wasKey = capturing === 'key'
        const bytes = take(chunk, end)
        capturing = ''
        if (wasKey) {
          key = parseKey(bytes)
          at = At.colon
        } else if (inList !== '') {
          if (keep) pieces.push({ type: 'element', bytes })
          at = At.elementNext
        } else {
          pieces.push({ type: 'member', key, bytes })
          at = At.memberNext
        }
        if (!scalar) continue
      }
      if (whitespace(byte)) continue
      switch (at) {
        case At.value:
          if (byte === 0x7b) at = At.keyOrEnd
          else if (byte === 0x5b) {
            inList = 'top'
            at = At.elementOrEnd
          } else if (byte !== 0x1e && !(offset + i < 3 && byte >= 0xbb)) throw bad(i, 'verwacht werd { of [')
          break
        case At.keyOrEnd:
        case At.key:
          if (byte === 0x7d && at === At.keyOrEnd) {
            pieces.push({ type: 'end' })
            at = At.value
          } else if (byte === 0x22) {
            keep = true
            begin(i, byte)
            capturing = 'key'
          } else throw bad(i, 'verwacht werd een naam tussen aanhalingstekens')
          break
        case At.colon:
          if (byte !== 0x3a) throw bad(i, 'verwacht werd een dubbele punt')
          at = At.memberValue
          break
        case At.memberValue:
          if (byte === 0x5b && lists.includes(key)) {
            inList = 'member'
            at = At.elementOrEnd
          } else {
            keep = true
            begin(i, byte)
          }
          break
        case At.memberNext:
          if (byte === 0x2c) at = At.key
          else if (byte === 0x7d) {
            pieces.push({ type: 'end' })
            at = At.value
          } else throw bad(i, 'verwacht werd een komma of }')
          break
        case At.elementOrEnd:
        case At.element:
          if (byte === 0x5d && at === At.elementOrEnd) endList()
          else {
            elements++
            keep = wantElement()
            begin(i, byte)
          }
          break
        case At.elementNext:
          if (byte === 0x2c) at = At.element
          else if (byte === 0x5d) endList()
          else throw bad(i, 'verwacht werd een komma of ]')
      }
    }
    if (capturing !== '') add(chunk, chunk.length)
    offset += chunk.length
    return pieces
  }

  function endList() {
    at = inList === 'member' ? At.memberNext : At.value
    inList = ''
  }

  function parseKey(bytes: Buffer): string {
    try {
      return JSON.parse(bytes.toString('utf8')) as string
    } catch {
      throw bad(0, 'een naam is niet leesbaar')
    }
  }

  function finish() {
    if (capturing !== '' || at !== At.value) {
      throw new SourceError('json_truncated', `Het bestand stopt halverwege${where()}: de JSON is niet afgesloten. Is het volledig gedownload?`, elements || null)
    }
  }

  return { feed, finish }
}
