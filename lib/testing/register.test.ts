import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { personalWords, privacyPage, readRegister, withRegister } from './register'

const root = fileURLToPath(new URL('../..', import.meta.url))
const register = readRegister(root)

/** Every table of the schema with its columns. */
async function schemaTables(): Promise<Record<string, string[]>> {
  const folder = path.join(root, 'lib', 'db', 'schema')
  const found: Record<string, string[]> = {}
  for (const file of readdirSync(folder)) {
    const module_ = (await import(path.join(folder, file))) as Record<string, unknown>
    for (const value of Object.values(module_))
      if (is(value, PgTable)) {
        const { name, columns } = getTableConfig(value)
        found[name] = columns.map((c) => c.name).sort()
      }
  }
  return found
}

const columnsOf = (tables: typeof register): Record<string, string[]> => Object.fromEntries(Object.entries(tables).map(([name, { columns }]) => [name, Object.keys(columns).sort()]))

describe('the register of processing (docs/register.json)', () => {
  it('knows every table and column of the schema, and no other', async () => {
    const schema = await schemaTables()
    expect(Object.keys(schema).length).toBeGreaterThan(20)
    expect(columnsOf(register)).toEqual(schema)
  })

  it('says of each what it is for, how long it stays, who reads it, and whether it is about a person', () => {
    for (const [name, table] of Object.entries(register)) {
      for (const text of [table.purpose, table.retention, table.readers]) expect(text.length, name).toBeGreaterThan(4)
      for (const [column, [purpose, personal]] of Object.entries(table.columns)) {
        expect(purpose.length, `${name}.${column}`).toBeGreaterThan(2)
        expect(personalWords, `${name}.${column}`).toContain(personal)
      }
    }
  })

  it('stands in docs/privacy.md as it is (else: npm run register)', () => {
    const page = readFileSync(path.join(root, privacyPage), 'utf8')
    expect(page).toBe(withRegister(page, register))
  })
})
