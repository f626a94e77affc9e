import { describe, expect, it } from 'vitest'
import { initiatives } from '@/lib/domain/registers/initiatives'
import { changeOf, stepsOf, type StepId } from './initiative-steps'

const received = {
  title: 'Buurtmoestuin', receivedOn: '2026-10-01', byWhom: 'bewonersgroep', whatResidentsDo: 'Wij onderhouden de tuin.', whatTheyAsk: 'Een stuk grond.', point: null, buurt: 'BU90010101', theme: null,
  route: null, ownerTeam: null, ownerUser: null, ownerOrganisation: null, status: 'received', due: null, handOverRef: null, answer: null, answeredOn: null, toldBackOn: null, publicConsent: false,
}
const missing = (record: object) => Object.fromEntries(stepsOf({ ...record }).filter((s) => !s.done).map((s) => [s.id, s.missing]))

describe('the steps of an initiative', () => {
  it('say what is missing', () => {
    expect(missing(received)).toEqual({ assign: [], start: ['owner'], weigh: [], answer: ['owner'], tell: ['answer'], close: ['owner', 'answer', 'told'], withdraw: [] })
    expect(missing({ ...received, ownerTeam: 'wijkbeheer', route: 'wijkbeheer', status: 'assigned' })).toMatchObject({ start: [], answer: ['handOverRef'] })
  })
  it('lead from receipt to the end, each allowed by the rules of the register', () => {
    const given: [StepId, object][] = [['assign', { route: 'adviser', ownerTeam: 'beleid' }], ['start', {}], ['weigh', {}], ['answer', { answer: 'Het mag.', answeredOn: '2026-10-20' }], ['tell', { toldBackOn: '2026-10-22' }], ['close', {}]]
    let record: Record<string, unknown> = received
    for (const [id, fields] of given) {
      expect(stepsOf(record).find((s) => s.id === id), id).toMatchObject({ missing: [] })
      record = { ...record, ...changeOf(id, record, { ...fields }) }
      expect(initiatives.rules!(record), id).toEqual([])
    }
    expect(record.status).toBe('closed')
    expect(missing(record)).toEqual({})
  })
  it('a step that misses something breaks a rule of the register', () => {
    for (const [id, fields] of [['start', {}], ['answer', { answer: 'Ja.', answeredOn: '2026-10-02' }], ['close', {}]] as const) expect(initiatives.rules!({ ...received, ...changeOf(id, received, { ...fields }) }), id).not.toEqual([])
  })
  it('what is over stays over', () => expect(stepsOf({ ...received, status: 'withdrawn' }).map((s) => s.id)).toEqual(['withdraw']))
})
