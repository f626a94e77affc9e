import { describe, expect, it } from 'vitest'
import { filterKind, parseRegisterQuery, sortable } from './register-query'
import { registers } from './registers'

const parse = (id: keyof typeof registers, text: string) => parseRegisterQuery(registers[id], new URLSearchParams(text))
const problems = (id: keyof typeof registers, text: string) => parse(id, text).problems?.map((p) => p.name) ?? null

describe('the question of a register', () => {
  it('has typed filters, the order of the register and a page of a hundred', () => {
    expect(parse('activities', 'service=12&professional=ja&on=2026-03-01&ends=60&theme=geldzorgen&map=12/52.9/4.7').query).toEqual({
      gemeente: undefined, cursor: undefined, q: undefined, sort: 'name', limit: 100, format: 'json', filters: { service: 12, professional: true, on: '2026-03-01', ends: 60, theme: 'geldzorgen' },
    })
    expect(parse('agreements', 'subsidised=false&year=2026').query!.filters).toEqual({ subsidised: false, year: 2026 })
    expect(parse('organisations', 'subsidised=2026').query!.filters).toEqual({ subsidised: 2026 })
    expect(parse('initiatives', 'owner=team:zorg&overdue=true').query!.filters).toEqual({ owner: 'team:zorg', overdue: true })
  })

  it('refuses what it does not know, what is wrong and what stands there twice', () => {
    expect(problems('venues', 'naam=x')).toEqual(['naam'])
    expect(problems('venues', 'kind=kasteel')).toEqual(['kind'])
    expect(problems('venues', 'on=2026-02-30')).toEqual(['on'])
    expect(problems('venues', 'kind=hub&kind=school')).toEqual(['kind'])
    expect(problems('venues', 'sort=point')).toEqual(['sort'])
    expect(problems('venues', 'limit=0')).toEqual(['limit'])
    expect(problems('venues', 'limit=2001')).toEqual(['limit'])
    expect(problems('venues', 'format=pdf')).toEqual(['format'])
    expect(problems('services', 'organisation=1%20or%201=1')).toEqual(['organisation'])
    expect(problems('visits', 'from=2026-02-01&to=2026-02-01')).toEqual(['to'])
    expect(problems('organisations', 'subsidised=ja')).toEqual(['subsidised'])
    expect(problems('initiatives', 'owner=iemand')).toEqual(['owner'])
  })

  it.each(Object.values(registers))('$id: every filter of the definition has a kind, and the order is one it can sort on', (register) => {
    for (const name of [...Object.keys(register.filters ?? {}), ...Object.keys(register.fields).filter((f) => register.fields[f]!.filter)]) expect(filterKind(register, name), name).not.toBeNull()
    expect(sortable(register)).toContain(register.order.replace('-', ''))
    expect(filterKind(register, 'nonsense')).toBeNull()
  })
})
