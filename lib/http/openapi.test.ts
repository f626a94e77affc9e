import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { registerIds } from '@/lib/domain/register'
import { methodsOf } from '@/lib/testing/route-methods'
import { openapi } from './openapi'

type Description = { paths: Record<string, Record<string, { operationId: string; responses: object; parameters?: { name: string; description: string }[] }>>; info: { contact: object } }
const described = openapi('https://gemeente.example/api/v1') as Description

/** One route serves every register, each under its own name. */
const registerNames = (path: string): string[] => (path.startsWith('/{register}') ? registerIds.map((id) => path.replace('{register}', id)) : [path])

const routes = readdirSync('app/api/v1', { recursive: true, encoding: 'utf8' })
  .filter((file) => /[\\/]route\.ts$/.test(file))
  .map((file) => ({ path: `/${file.replaceAll('\\', '/').replace(/\/route\.ts$/, '').replaceAll('[', '{').replaceAll(']', '}')}`, source: readFileSync(`app/api/v1/${file}`, 'utf8') }))

describe('the description of the API', () => {
  it('names every route and method that exists, and no other', () => {
    const there = routes.flatMap(({ path, source }) => methodsOf(source).flatMap((method) => registerNames(path).map((name) => `${method} ${name}`))).sort()
    const said = Object.entries(described.paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`)).sort()
    expect(said).toEqual(there)
  })
  it('keeps the NL API Design Rules that can be seen in it', () => {
    expect(Object.keys(described.info.contact).sort()).toEqual(['email', 'name', 'url'])
    const ids = new Set<string>()
    for (const [path, methods] of Object.entries(described.paths)) {
      expect(path).toMatch(/^(\/([a-z0-9-]+|\{[a-z]+\}|openapi\.json))+$/)
      for (const operation of Object.values(methods)) {
        expect(ids.has(operation.operationId)).toBe(false)
        ids.add(operation.operationId)
        expect(Object.keys(operation.responses)).not.toContain('422')
        for (const parameter of operation.parameters ?? []) {
          expect(parameter.name).toMatch(/^[a-z][a-zA-Z]*$/)
          expect(parameter.description.length).toBeGreaterThan(3)
        }
      }
    }
  })
})
