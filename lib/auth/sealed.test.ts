import { expect, test } from 'vitest'
import { seal, unseal } from './sealed'

const secret = 'a secret of at least 32 characters, made up'
const at = new Date('2026-11-24T12:00:00Z')
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)

test('what was sealed comes back, and cannot be read without the secret', async () => {
  const text = await seal('sign-in', secret, { state: 'canary-state' }, 600, at)
  expect(await unseal('sign-in', secret, text, at)).toMatchObject({ state: 'canary-state' })
  expect(Buffer.from(text.split('.')[3]!, 'base64url').toString('latin1')).not.toContain('canary')
})

test.each([
  ['made for another purpose', (text: string) => unseal('logout', secret, text, at)],
  ['made with another secret', (text: string) => unseal('sign-in', `${secret}!`, text, at)],
  ['too old', (text: string) => unseal('sign-in', secret, text, later(601))],
  ['changed', (text: string) => unseal('sign-in', secret, text.slice(0, -3) + (text.endsWith('AAA') ? 'BBB' : 'AAA'), at)],
  ['something else', () => unseal('sign-in', secret, 'x', at)],
])('%s: nothing', async (_what, open) => {
  expect(await open(await seal('sign-in', secret, { state: 's' }, 600, at))).toBeNull()
})
