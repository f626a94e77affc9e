import { describe, expect, it } from 'vitest'
import { parseParams } from '@/lib/domain/params'
import { params } from '@/lib/views/clusters/definition'
import { safeReturn } from './safe-return'
import { withChange, withoutScreen } from './use-address'

describe('the address of a screen', () => {
  const full = { theme: 'eenzaamheid', from: '2026-01-01', to: '2026-04-01', werkgebied: 'oost', gemeente: 'GM0400', source: 'Spreekuur & balie', evidence: 'beleving', kind: 'knelpunt', selected: 'BU04000105', show: 'count', sort: '-n', map: '12.50/52.95000/4.76000' }
  it('gives back the state it was made of', () => {
    const text = withChange(new URLSearchParams(), full)
    const parsed = parseParams(params, new URLSearchParams(text))
    expect(parsed.problems).toBeNull()
    expect(parsed.params).toEqual(full)
  })
  it('is the same whatever the order of the choices', () => {
    const a = withChange(new URLSearchParams(withChange(new URLSearchParams(), { theme: 'schulden' })), { kind: 'kans' })
    const b = withChange(new URLSearchParams(withChange(new URLSearchParams(), { kind: 'kans' })), { theme: 'schulden' })
    expect(a).toBe(b)
  })
  it('loses what is taken out', () => expect(withChange(new URLSearchParams('theme=schulden&kind=kans'), { theme: undefined })).toBe('kind=kans'))
  it('has a key for the data without what only changes the looks', () => {
    expect(withoutScreen(new URLSearchParams('map=12/52/4&show=count&sort=n&theme=schulden'), ['show', 'sort', 'map'])).toBe('theme=schulden')
  })
})

describe('where to go after signing in', () => {
  it.each(['/kaart/signalen', '/kaart/signalen?werkgebied=oost&theme=schulden'])('goes to %s', (path) => expect(safeReturn(path)).toBe(path))
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', '/a b', '/\t/evil.example', '/%0d%0a\n', undefined, ['/a', '/b']])('refuses %j', (path) => expect(safeReturn(path)).toBeNull())
})
