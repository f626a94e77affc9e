import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { contactUri, securityTxt } from './security-txt'

const day = 86_400_000
const now = new Date('2026-11-24T13:00:00Z')
const fields = (text: string) => text.trimEnd().split('\n').map((line) => /^([A-Za-z-]+): (\S.*)$/.exec(line)!.slice(1, 3) as [string, string])

it.each([now, new Date('2028-02-29T23:59:59Z')])('is what RFC 9116 asks for, on %s', (when) => {
  const text = securityTxt({ contact: 'beveiliging@gemeente.example', publicUrl: 'https://buurtfocus.gemeente.example', now: when })
  expect(text.endsWith('\n')).toBe(true)
  const found = fields(text)
  expect(found.map(([name]) => name)).toEqual(['Contact', 'Expires', 'Preferred-Languages', 'Canonical'])
  const byName = Object.fromEntries(found)
  expect(byName.Contact).toBe('mailto:beveiliging@gemeente.example')
  expect(byName.Canonical).toBe('https://buurtfocus.gemeente.example/.well-known/security.txt')
  expect(byName.Expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  const left = Date.parse(byName.Expires!) - when.getTime()
  expect(left).toBeGreaterThan(30 * day)
  expect(left).toBeLessThan(365 * day)
})

it('names the project where the gemeente names nobody, with the address that SECURITY.md promises to read', () => {
  const { Contact } = Object.fromEntries(fields(securityTxt({ now })))
  expect(Contact).toMatch(/^mailto:/)
  expect(readFileSync('SECURITY.md', 'utf8')).toContain(Contact!.replace('mailto:', ''))
  expect(securityTxt({ now })).not.toContain('Canonical')
})

it.each([['a@b.nl', 'mailto:a@b.nl'], ['mailto:a@b.nl', 'mailto:a@b.nl'], ['https://gemeente.example/melden', 'https://gemeente.example/melden'], ['tel:+31-88-1234567', 'tel:+31-88-1234567'], [' a@b.nl ', 'mailto:a@b.nl']])('%s is a contact', (text, uri) => {
  expect(contactUri(text)).toBe(uri)
})

it.each(['', 'beveiliging', 'http://gemeente.example', 'a@b', 'a@b.nl\nContact: mailto:evil@example.org', 'javascript:alert(1)', 'mailto:'])('%j is none', (text) => {
  expect(contactUri(text)).toBeNull()
})
