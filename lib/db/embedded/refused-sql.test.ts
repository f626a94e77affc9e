import { describe, expect, it } from 'vitest'
import { findRefused } from './refused-sql'

describe('findRefused', () => {
  it.each([
    'COPY t FROM STDIN',
    'copy t (a, b)\n from   stdin (format csv)',
    '-- a comment\ncopy t from stdin',
    "insert into t values ('x'); copy t from stdin",
    'listen a',
    'UNLISTEN *',
    "notify a, 'b'",
    'DISCARD ALL',
    'deallocate prepare all',
  ])('refuses: %s', sql => expect(findRefused(sql)?.code).toBe('0A000'))

  it.each([
    "select 'copy t from stdin'",
    "select 'it''s; listen a'",
    String.raw`select E'\'; listen a'`,
    'select 1 as "listen; notify"',
    "do $$ begin raise notice 'x'; /* listen */ end $$",
    'do $x$ ; listen a; $x$',
    '/* ; listen a */ select 1',
    'select 1 -- ; notify a',
    'copy t to stdout',
    'copy (select 1) to stdout',
    'select listen from t',
    'deallocate one',
    'discard temp',
  ])('lets pass: %s', sql => expect(findRefused(sql)).toBeNull())

  it('reads a text of many MB: plain, escaped, a name, or without its end', () => {
    const long = 'listen '.repeat(3_000_000)
    for (const text of [`'${long}'`, `e'${long}'`, `"${long}"`, `$$${long}$$`, `/*${long}*/`, `--${long}`]) expect(findRefused(`select 1, ${text}`)).toBeNull()
    expect(findRefused(`listener ${"'".repeat(100_001)}`)).toBeNull()
    expect(findRefused(`select '${long}'; listen a`)?.code).toBe('0A000')
  })

  it.each(["'", '"', String.raw`\'`])('reads a text with a million times %s in it', (inside) => {
    const quote = inside === '"' ? '"' : "'"
    expect(findRefused(`select ${inside.startsWith('\\') ? 'e' : ''}${quote}${(inside.length > 1 ? inside : quote + quote).repeat(1_000_000)}${quote}; listen a`)?.code).toBe('0A000')
  })
})
