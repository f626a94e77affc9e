import { existsSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { filterParams } from '@/lib/domain/params'

// The walk is over definitions; drawing and databases stay outside.
vi.mock('./clusters/view', () => ({ ClustersView: () => null }))
vi.mock('./clusters/load', () => ({ loadClusters: () => null }))
vi.mock('./coverage/view', () => ({ CoverageView: () => null }))
vi.mock('./coverage/load', () => ({ loadCoverage: () => null }))
vi.mock('./focus/view', () => ({ FocusView: () => null }))
vi.mock('./focus/load', () => ({ loadFocus: () => null }))
vi.mock('./initiatives/view', () => ({ InitiativesView: () => null }))
vi.mock('./initiatives/load', () => ({ loadInitiatives: () => null }))
vi.mock('./overlap/view', () => ({ OverlapView: () => null }))
vi.mock('./overlap/load', () => ({ loadOverlap: () => null }))
vi.mock('./presence/view', () => ({ PresenceView: () => null }))
vi.mock('./presence/load', () => ({ loadPresence: () => null }))
const { views, viewById, viewBySlug } = await import('./index')

const dutchWord = /\b(de|het|een|en|van|waar|welke|signalen|buurt|niet|naar|per)\b/i

describe('every view', () => {
  it('is listed once, by id and by slug', () => {
    expect(new Set(views.map((v) => v.definition.id)).size).toBe(views.length)
    expect(new Set(views.map((v) => v.definition.slug)).size).toBe(views.length)
  })

  describe.each(views.map((v) => [v.definition.id, v] as const))('%s', (id, view) => {
    const { definition } = view
    it('has a folder of its own name with three files', () => {
      for (const file of ['definition.ts', 'load.ts', 'view.tsx']) expect(existsSync(new URL(`./${id}/${file}`, import.meta.url)), file).toBe(true)
      expect(viewById(id)).toBe(view)
      expect(viewBySlug(definition.slug)).toBe(view)
    })
    it('has a Dutch title and a Dutch question', () => {
      expect(definition.title).not.toBe('')
      expect(definition.question).toMatch(/\?$/)
      expect(definition.question).toMatch(dutchWord)
    })
    it('takes the shared filters and refuses what it does not know', () => {
      for (const name of Object.keys(filterParams.shape)) expect(Object.keys(definition.params.shape)).toContain(name)
      expect(definition.params).toBeInstanceOf(z.ZodObject)
      expect(definition.params.safeParse({ nonsense: '1' }).success).toBe(false)
    })
    it('has complete classes: a word each, both colours or none, no two that look the same', () => {
      expect(definition.classes.length).toBeGreaterThan(1)
      const looks = definition.classes.map((c) => `${c.fill?.light}/${c.pattern}`)
      expect(new Set(looks).size).toBe(looks.length)
      expect(new Set(definition.classes.map((c) => c.label)).size).toBe(definition.classes.length)
      for (const { label, fill } of definition.classes) {
        expect(label).toMatch(/\S/)
        if (fill) for (const colour of [fill.light, fill.dark]) expect(colour).toMatch(/^#[0-9a-f]{6}$/)
      }
    })
    it('names its sources with date and licence', () => {
      expect(definition.sources.length).toBeGreaterThan(0)
      for (const source of definition.sources) for (const text of [source.name, source.date, source.licence]) expect(text).toMatch(/\S/)
    })
    it('says how it comes about', () => {
      for (const text of Object.values(definition.method)) expect(text.length).toBeGreaterThan(5)
      expect(definition.method.version).toMatch(new RegExp(`^${id} \\d`))
      expect(definition.method.limits).toMatch(dutchWord)
    })
  })
})
