/** PostgreSQL wire protocol 3.0: only the framing and the few messages that this server writes itself. */

export type Status = 'I' | 'T' | 'E'
export type Fault = { severity: 'ERROR' | 'FATAL'; code: string; message: string; hint?: string }

/** One frontend or backend message: its type letter and its bytes including type and length. */
export type Message = { type: string; bytes: Buffer }

/** Largest message accepted from a client, in bytes (PGlite itself stops at 1 GiB). */
export const maxMessageBytes = 256 * 1024 * 1024

/**
 * Splits off all complete typed messages at the front of `buffer`.
 * @throws {RangeError} when a length field is impossible; the connection cannot be trusted any more.
 */
export function takeMessages(buffer: Buffer): { messages: Message[]; rest: Buffer } {
  const messages: Message[] = []
  let at = 0
  while (buffer.length - at >= 5) {
    const length = buffer.readUInt32BE(at + 1)
    if (length < 4 || length > maxMessageBytes) throw new RangeError(`message length ${length} is not possible`)
    if (buffer.length - at < length + 1) break
    messages.push({ type: String.fromCharCode(buffer[at]!), bytes: buffer.subarray(at, at + 1 + length) })
    at += length + 1
  }
  return { messages, rest: buffer.subarray(at) }
}

/** Bytes still missing for the message at the front, or 0 when that is not known yet. */
export function missingBytes(buffer: Buffer): number {
  return buffer.length < 5 ? 0 : Math.max(0, buffer.readUInt32BE(1) + 1 - buffer.length)
}

/** Builds a typed message. */
export function message(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const out = Buffer.alloc(5 + body.length)
  out.write(type, 0, 'latin1')
  out.writeUInt32BE(4 + body.length, 1)
  body.copy(out, 5)
  return out
}

const zeroed = (text: string) => Buffer.from(`${text}\0`)
const int32 = (n: number) => {
  const out = Buffer.alloc(4)
  out.writeInt32BE(n | 0)
  return out
}

export const query = (sql: string) => message('Q', zeroed(sql))
export const sync = message('S')
export const closeStatement = (name: string) => message('C', zeroed(`S${name}`))
export const readyForQuery = (status: Status) => message('Z', Buffer.from(status))
export const authenticationOk = message('R', int32(0))
export const askCleartextPassword = message('R', int32(3))
export const parameterStatus = (name: string, value: string) => message('S', Buffer.concat([zeroed(name), zeroed(value)]))
export const backendKeyData = (pid: number, secret: number) => message('K', Buffer.concat([int32(pid), int32(secret)]))

/** An ErrorResponse as PostgreSQL would send it. */
export function errorResponse({ severity, code, message: text, hint }: Fault): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${text}`, ...(hint ? [`H${hint}`] : [])]
  return message('E', Buffer.concat([...fields.map(zeroed), Buffer.from([0])]))
}

/** Reads the zero-terminated string at `at`; `end` is the place after its zero byte. */
export function readText(bytes: Buffer, at: number): { text: string; end: number } {
  const zero = bytes.indexOf(0, at)
  if (zero < 0) throw new RangeError('a string in a message does not end')
  return { text: bytes.toString('utf8', at, zero), end: zero + 1 }
}
