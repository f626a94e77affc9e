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

  it('takes no more than linear time on a large text', () => {
    const from = performance.now()
    expect(findRefused(`insert into t values ('${'listen '.repeat(700_000)}')`)).toBeNull()
    expect(findRefused(`listener ${"'".repeat(100_001)}`)).toBeNull()
    expect(performance.now() - from).toBeLessThan(5_000)
  })
})
