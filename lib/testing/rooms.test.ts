import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { mayUse } from './room-rules.mjs'

const eslint = new ESLint()
const faults = async (file: string, code: string): Promise<string[]> => {
  const [result] = await eslint.lintText(code, { filePath: file })
  return result!.messages.filter((m) => /restricted-imports/.test(m.ruleId ?? '')).map((m) => m.message)
}

const rooms = readdirSync('lib', { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name)

describe('rooms', () => {
  it('each have a README of at most 20 lines', () => {
    for (const room of rooms) {
      expect(existsSync(`lib/${room}/README.md`), room).toBe(true)
      expect(readFileSync(`lib/${room}/README.md`, 'utf8').trimEnd().split('\n').length, room).toBeLessThanOrEqual(20)
    }
  })

  it('are named in the README of the project', () => {
    const readme = readFileSync('README.md', 'utf8')
    for (const room of rooms) expect(readme, room).toContain(`\`lib/${room}\``)
  })
})

describe('import rules bite: a planted violation of each is found', () => {
  const files: Record<string, string> = Object.fromEntries(Object.keys(mayUse).filter((r) => r !== 'views').map((room) => [room, `lib/${room}/planted.ts`]))
  it.each(Object.entries(files))('%s', async (room, file) => {
    const allowed = (mayUse as Record<string, readonly string[]>)[room]!
    for (const other of Object.keys(mayUse)) {
      if (other === room) continue
      const found = await faults(file, `import { x } from '@/lib/${other}/something'\nexport const y = x\n`)
      if (allowed.includes(other)) expect(found, `${room} -> ${other}`).toEqual([])
      else expect(found.length, `${room} -> ${other}`).toBeGreaterThan(0)
      expect(await faults(file, `import type { X } from '@/lib/${other}/something'\nexport type Y = X\n`), `types ${room} -> ${other}`).toEqual([])
    }
    expect((await faults(file, `import { x } from '@/app/page'\nexport const y = x\n`)).length).toBeGreaterThan(0)
    expect((await faults(file, `import { x } from '../ui/button'\nexport const y = x\n`)).length).toBeGreaterThan(0)
  }, 30_000)

  it('views: definition, load and screen each have their own', async () => {
    const value = (from: string) => `import { x } from '${from}'\nexport const y = x\n`
    expect((await faults('lib/views/clusters/definition.ts', value('@/lib/db/areas'))).length).toBeGreaterThan(0)
    expect((await faults('lib/views/clusters/load.ts', value('@/lib/ui/button'))).length).toBeGreaterThan(0)
    expect((await faults('lib/views/clusters/view.tsx', value('@/lib/db/areas'))).length).toBeGreaterThan(0)
    expect((await faults('lib/views/clusters/view.tsx', value('@/lib/views/other/view'))).length).toBeGreaterThan(0)
    expect((await faults('lib/views/clusters/view.tsx', value('../other/view'))).length).toBeGreaterThan(0)
    expect(await faults('lib/views/clusters/load.ts', value('@/lib/db/areas'))).toEqual([])
    for (const of of ['analysis/signal-rate', 'system/compiled']) expect((await faults('app/planted/page.tsx', value(`@/lib/${of}`))).length, of).toBeGreaterThan(0)
  }, 30_000)

  it('loads start with server-only', () => {
    for (const view of readdirSync('lib/views', { withFileTypes: true }).filter((e) => e.isDirectory()))
      for (const name of ['load.ts', 'save.ts']) {
        const file = `lib/views/${view.name}/${name}`
        if (existsSync(file)) expect(readFileSync(file, 'utf8'), file).toMatch(/^import 'server-only'/)
      }
  })
})
