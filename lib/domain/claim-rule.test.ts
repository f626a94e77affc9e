import { describe, expect, it } from 'vitest'
import { rightsByRules, type ClaimRule } from './claim-rule'

const rule = (id: number, value: string, rest: Partial<ClaimRule> = {}): ClaimRule => ({ id, claim: 'groups', value, role: null, team: null, werkgebied: null, sensitive: false, ...rest })
const rules: ClaimRule[] = [
  rule(1, 'bf-wijkmanager', { role: 'wijkmanager' }),
  rule(2, 'bf-noord', { werkgebied: 11 }),
  rule(3, 'bf-zuid', { werkgebied: 12 }),
  rule(4, 'bf-gevoelig', { sensitive: true, werkgebied: 11 }),
  rule(5, 'bf-zorg', { role: 'adviser', team: 'zorg' }),
  rule(6, 'bf-beheer', { role: 'admin' }),
  rule(7, 'college', { claim: 'functie', role: 'college' }),
]
const nothing = { role: null, team: null, sensitive: false, werkgebieden: [] }
const rights = (claims: Record<string, unknown>, admin: Parameters<typeof rightsByRules>[2] = null) => rightsByRules(rules, claims, admin)

describe('rights by rules', () => {
  it('add werkgebieden of all rules that match, each once', () => {
    expect(rights({ groups: ['bf-zuid', 'bf-wijkmanager', 'bf-noord', 'bf-gevoelig'] })).toEqual({ role: 'wijkmanager', team: null, sensitive: true, werkgebieden: [11, 12] })
  })
  it('take role and team from the first rule with a role, whatever the order of the claim', () => {
    expect(rights({ groups: ['bf-beheer', 'bf-zorg'] })).toEqual({ role: 'adviser', team: 'zorg', sensitive: false, werkgebieden: [] })
  })
  it('know a claim that is one text, a number or a yes', () => {
    expect(rights({ functie: 'college' }).role).toBe('college')
    expect(rightsByRules([rule(1, 'true', { claim: 'x', role: 'planner' })], { x: true }, null).role).toBe('planner')
    expect(rightsByRules([rule(1, '7', { claim: 'x', role: 'planner' })], { x: 7 }, null).role).toBe('planner')
  })
  it('make whoever has the claim of the settings administrator, and nothing more', () => {
    expect(rights({ groups: ['bf-wijkmanager', 'bf-noord', 'bf-gevoelig'], sub: 'a' }, { claim: 'sub', value: 'a' })).toEqual({ ...nothing, role: 'admin' })
  })
  it.each([
    ['no claim at all', {}],
    ['another group', { groups: ['anders'] }],
    ['a werkgebied without a role', { groups: ['bf-noord', 'bf-gevoelig'] }],
    ['part of a name', { groups: 'bf-wijkmanager,bf-noord' }],
    ['other capitals', { groups: ['BF-WIJKMANAGER'] }],
    ['an object', { groups: { 'bf-wijkmanager': true } }],
    ['nothing', { groups: null }],
  ])('give nothing for %s', (_what, claims) => {
    expect(rights(claims)).toEqual(nothing)
  })
  it('never look at what every object has', () => {
    expect(rightsByRules([rule(1, 'function Object() { [native code] }', { claim: 'constructor', role: 'admin' })], {}, null)).toEqual(nothing)
  })
})
