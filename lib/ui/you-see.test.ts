import { describe, expect, it } from 'vitest'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { andList, youSee } from './you-see'

const me = (role: Role, rest: Partial<Parameters<typeof youSee>[0]> = {}) => youSee({ role, team: null, sensitive: false, werkgebieden: [], ...rest })

describe('the sentence about what you see', () => {
  it('names every own werkgebied of a wijkmanager, and says that it is rounded elsewhere', () => {
    expect(me('wijkmanager', { werkgebieden: ['Noord', 'Zuid'], sensitive: true })).toBe('U ziet: alle signalen in Noord en Zuid, van gevoelige thema’s alleen aantallen; elders aantallen, afgerond')
    expect(me('wijkmanager', { werkgebieden: ['Noord'] })).toBe('U ziet: alle signalen in Noord; elders, en van gevoelige thema’s, aantallen, afgerond')
  })
  it('says so when a wijkmanager serves nothing today', () => {
    expect(me('wijkmanager')).toMatch(/geen eigen wijk/)
  })
  it('promises single signals to a wijkmanager with a werkgebied only', () => {
    for (const role of Object.keys(roleLabel) as Role[]) {
      const sentence = me(role, { werkgebieden: ['Noord'], sensitive: true })
      expect(sentence, role).toMatch(/^U ziet: /)
      if (role !== 'wijkmanager') expect(sentence, role).not.toMatch(/alle signalen|Noord/)
    }
  })
  it('promises single signals of sensitive themes to team Zorg only', () => {
    expect(me('adviser', { team: 'zorg' })).toMatch(/losse signalen van gevoelige/)
    for (const role of Object.keys(roleLabel) as Role[]) if (role !== 'adviser') expect(me(role, { team: 'zorg', werkgebieden: ['Noord'] }), role).not.toMatch(/losse signalen/)
    expect(me('adviser', { team: 'wijkbeheer' })).not.toMatch(/losse signalen/)
  })
  it('says "afgerond" to whoever sees a rounded count', () => {
    for (const role of ['wijkmanager', 'planner', 'college', 'adviser', 'organisation', 'admin'] as const) expect(me(role, { werkgebieden: ['Noord'] }), role).toMatch(/afgerond/)
  })
  it('joins names as people do', () => {
    expect([andList([]), andList(['A']), andList(['A', 'B']), andList(['A', 'B', 'C'])]).toEqual(['', 'A', 'A en B', 'A, B en C'])
  })
})
