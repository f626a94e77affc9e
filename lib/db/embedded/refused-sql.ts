import type { Fault } from './wire'

const refused: [RegExp, string][] = [
  [/^copy\b[\s\S]*\bfrom\s+stdin\b/, 'COPY FROM STDIN is not supported by the embedded database: use INSERT with arrays (unnest), or a PostgreSQL server'],
  [/^(un)?listen\b/, 'LISTEN is not supported by the embedded database: its one session is shared'],
  [/^notify\b/, 'NOTIFY is not supported by the embedded database: its one session is shared'],
  [/^discard\s+(all|plans)\b|^deallocate\s+(prepare\s+)?all\b/, 'DISCARD ALL is not supported by the embedded database: its one session is shared'],
]

/**
 * Says which statement of an SQL text the embedded database must not see, or null when all may pass.
 *
 * COPY FROM STDIN kills PGlite 0.5.8 (single-user mode reads the data from its own input); the others touch what
 * all connections share. Words inside strings, quoted names and comments do not count.
 */
export function findRefused(sql: string): Fault | null {
  if (!/copy|listen|notify|discard|deallocate/i.test(sql)) return null
  for (const statement of withoutTexts(sql).split(';')) {
    const text = statement.trim().toLowerCase()
    const hit = refused.find(([pattern]) => pattern.test(text))
    if (hit) return { severity: 'ERROR', code: '0A000', message: hit[1] }
  }
  return null
}

/** The SQL text with comments, strings and quoted names made blank. */
function withoutTexts(sql: string): string {
  // In order: E'' strings with backslashes, plain strings, quoted names, dollar quotes, line comments, block comments. A quote that is written double
  // ends one string here and begins the next. What repeats is one class of characters, as that takes no stack: a repeated choice overflows it at 5 MB.
  const texts = /\be'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'|'[^']*'|"[^"]*"|\$([a-z_]\w*)?\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//gi
  return sql.replace(texts, ' ')
}
