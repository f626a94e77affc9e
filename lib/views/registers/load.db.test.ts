import { beforeAll, describe, expect, it } from 'vitest'
import { asking } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { parseRegisterQuery } from '@/lib/domain/register-query'
import { mayAdd } from '@/lib/domain/register-rights'
import { registers } from '@/lib/domain/registers'
import { availableEngines } from '@/lib/testing/databases'
import { useDatabase } from '@/lib/testing/imports'
import { buurt, makeRegisterWorld, sample, town, type Refs, type RegisterWorld } from '@/lib/testing/register-world'
import { loadForm, loadList, loadRecord } from './load'
import { createRecord } from './save'

const now = new Date('2026-06-15T10:00:00Z')
const patient = { deadlineMs: null }

describe.each(availableEngines())('what the screens of the registers load, on %s', (engine) => {
  useDatabase(engine)
  let world: RegisterWorld
  let of: Refs
  const add = async (id: keyof typeof sample, nth = 0) => (await createRecord(world.users.planner, registers[id], { ...sample[id](nth, of), gemeente: town }, now)).item
  const list = (id: keyof typeof registers, text: string, who: Me) => asking(who, (tx) => loadList(tx, registers[id], parseRegisterQuery(registers[id], new URLSearchParams(text)).query!, who, now), patient)

  beforeAll(async () => {
    world = await makeRegisterWorld()
    of = { organisation: world.organisations.a, service: 0, venue: 0, activity: 0, agreement: 0, line: 0, werkgebied: world.werkgebied.west }
    of.service = (await add('services')).id
    of.venue = (await add('venues')).id
    of.activity = (await add('activities')).id
    of.agreement = (await add('agreements')).id
    of.line = (await add('agreement-lines')).id
    await add('deliveries', 1) // of the line
  })

  it('a list with the choices of its filters, for every register and every role that reads it', async () => {
    for (const who of [world.users.planner, world.users['wijkmanager-west'], world.users['org-a']])
      for (const id of ['organisations', 'services', 'venues', 'activities', 'agreements', 'agreement-lines', 'deliveries'] as const) {
        const answer = await list(id, `gemeente=${town}`, who)
        if (typeof answer === 'string') throw new Error(answer)
        expect(answer.total, `${id} ${who.account}`).toBe(id === 'organisations' ? 2 : 1)
        expect(answer.where).toMatchObject({ code: town, boundaryYear: 2024 })
      }
    const activities = await list('activities', `gemeente=${town}`, world.users.planner)
    if (typeof activities === 'string') throw new Error(activities)
    expect(activities.choices.organisations!.map((o) => o.label)).toEqual(['De Brug', 'Humanitas'])
    expect(activities.choices.buurten!.map((o) => o.value)).toEqual([buurt.oost, buurt.west, buurt.zuid])
    expect(activities.choices.slugs!.map((o) => o.value)).toEqual(['oost', 'west'])
    expect(activities.items[0]!.names.schedule).toMatch(/elke|om de/) // a repeat in words
  })

  it('a gemeente that is not loaded, and a bookmark of another list, are told apart from an empty list', async () => {
    expect(await list('organisations', 'gemeente=GM0001', world.users.planner)).toBe('no-boundaries')
    expect(await list('organisations', `gemeente=${town}&cursor=onzin`, world.users.planner)).toBe('wrong-cursor')
  })

  it('a record with what belongs to it and what keeps it, by right of who reads', async () => {
    const { planner } = world.users
    const found = await asking(planner, (tx) => loadRecord(tx, registers.organisations, of.organisation, planner, now), patient)
    expect(found!.related.map((r) => [r.register, r.total, r.blocks])).toEqual([['services', 1, true], ['activities', 1, false], ['agreements', 1, true], ['venues', expect.any(Number), true], ['wijkplatforms', 0, true]])
    const agreement = await asking(planner, (tx) => loadRecord(tx, registers.agreements, of.agreement, planner, now), patient)
    const line = await asking(planner, (tx) => loadRecord(tx, registers['agreement-lines'], of.line, planner, now), patient)
    expect(agreement!.sums!.hours.lines).toBe(line!.item.hours)
    expect(line!.related.map((r) => [r.register, r.total])).toEqual([['deliveries', 1]])
    // Another organisation does not see this agreement at all.
    const other = world.users['org-b']
    expect(await asking(other, (tx) => loadRecord(tx, registers.agreements, of.agreement, other, now), patient)).toBeNull()
  })

  it('a form with everything that may be chosen, and what is chosen now even when it is in no list', async () => {
    const { planner } = world.users
    for (const register of Object.values(registers)) {
      const form = await asking(planner, (tx) => loadForm(tx, register, null, town, planner, now), patient)
      if (!form || form === 'no-boundaries') throw new Error(register.id)
      expect(form.mayAdd, register.id).toBe(mayAdd(register.id, 'planner'))
      for (const field of Object.values(register.fields).filter((f) => !f.readOnly && f.to && f.to !== 'agreements')) expect(form.choices[field.to!], `${register.id} ${field.label}`).toBeDefined()
    }
    const initiative = await asking(planner, (tx) => loadForm(tx, registers.initiatives, null, town, planner, now), patient)
    if (!initiative || initiative === 'no-boundaries') throw new Error('no form')
    expect(initiative.choices.teams!.map((t) => t.value)).toEqual(['wijkbeheer', 'zorg'])
    expect(initiative.choices.advisers!.length).toBe(2)
  })
})
