import { type Message, message, readText } from './wire'

/**
 * PGlite has one session, so one name space for prepared statements. Every connection gets its own by a prefix; the unnamed
 * statement gets a name too, else one connection could bind what another one parsed. Portals need nothing: none outlives the
 * transaction, and a connection keeps the session until its transaction ends.
 */
export function ownStatementName(connection: number, name: string): string {
  return `c${connection}_${name}`
}

/** The SQL text and statement name of a Parse message, or the text of a simple Query; null for every other message. */
export function sqlOf({ type, bytes }: Message): { name: string; sql: string } | null {
  if (type === 'Q') return { name: '', sql: readText(bytes, 5).text }
  if (type !== 'P') return null
  const name = readText(bytes, 5)
  return { name: name.text, sql: readText(bytes, name.end).text }
}

/** Rewrites the statement name in Parse, Bind, Describe and Close; other messages come back as they are. */
export function renameStatement(connection: number, given: Message): { bytes: Buffer; parsed?: string; closed?: string } {
  const { type, bytes } = given
  if (type === 'P') {
    const name = readText(bytes, 5)
    const own = ownStatementName(connection, name.text)
    return { bytes: message('P', Buffer.concat([Buffer.from(`${own}\0`), bytes.subarray(name.end)])), parsed: own }
  }
  if (type === 'B') {
    const portal = readText(bytes, 5)
    const name = readText(bytes, portal.end)
    const own = ownStatementName(connection, name.text)
    return { bytes: message('B', Buffer.concat([bytes.subarray(5, portal.end), Buffer.from(`${own}\0`), bytes.subarray(name.end)])) }
  }
  if ((type === 'D' || type === 'C') && bytes[5] === 83 /* 'S': a statement, not a portal */) {
    const own = ownStatementName(connection, readText(bytes, 6).text)
    return { bytes: message(type, Buffer.from(`S${own}\0`)), ...(type === 'C' ? { closed: own } : {}) }
  }
  return { bytes }
}
