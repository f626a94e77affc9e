import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { registers } from '@/lib/domain/registers'

/** N1: reports about the street stay with Team Wijkbeheer. No table, no field of a form and no public page keeps one; there is a link out, and a number. */
const report = /melding|(^|_)mor($|_)|complaint|klacht|(^|_)reports?($|_)/
/** Reports of our own work: what an import or the nightly work did. */
const ownWork = new Set(['retention_run.report'])
type Described = Record<string, { columns: Record<string, unknown> }>

it('no table and no column is for reports', () => {
  const tables = JSON.parse(readFileSync('docs/register.json', 'utf8')) as Described
  const names = Object.entries(tables).flatMap(([table, { columns }]) => [table, ...Object.keys(columns).map((c) => `${table}.${c}`)])
  expect(names.length).toBeGreaterThan(200)
  expect(names.filter((name) => name.split('.').some((part) => report.test(part)) && !ownWork.has(name))).toEqual([])
  for (const wrong of ['melding', 'mor_id', 'street_report', 'klacht']) expect(wrong).toMatch(report)
})

it('no form asks for one: the number at Team Wijkbeheer is all', () => {
  const fields = Object.values(registers).flatMap((r) => Object.keys(r.fields).map((f) => `${r.id}.${f}`))
  expect(fields.filter((f) => report.test(f.split('.')[1]!.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)))).toEqual([])
  expect(fields).toContain('initiatives.handOverRef')
})

it('no public page has a form', () => {
  const pages = readdirSync('app/(public)', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  expect(pages.length).toBeGreaterThan(1)
  for (const page of pages) expect(readFileSync(`app/(public)/${page}`, 'utf8'), page).not.toMatch(/<(form|input|textarea|select)\b|['"]use server['"]/)
})
