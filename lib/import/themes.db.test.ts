import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { rows } from '@/lib/db/client'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files } from '@/lib/testing/town'
import { kinds } from './kinds'

const files = new Files()

const csv = (name: string, lines: string[]) => load('themes', files.csv(name, lines))
const told = () => inDb((tx) => rows(tx, sql`select slug, sensitive, public, delicate, public_period as period from theme order by slug`))
const head = 'slug,label,domain,sensitive,public,delicate'

describe.each(availableEngines())('themes that are public per wijk only, on %s', (engine) => {
  useDatabase(engine)

  it('are said in a column, and stay so when a later file has none; with gevoelig it ends', async () => {
    expect(await csv('a.csv', [head, 'jongeren,Jongeren,veiligheid,nee,ja,ja', 'afval,Afval,fysiek,nee,ja,', 'geld,Geld,sociaal,ja,nee,nee'])).toMatchObject({ status: 'applied', rows: { applied: 3 } })
    const first = [
      { slug: 'afval', sensitive: false, public: true, delicate: false, period: 'quarter' },
      { slug: 'geld', sensitive: true, public: false, delicate: false, period: 'quarter' },
      { slug: 'jongeren', sensitive: false, public: true, delicate: true, period: 'quarter' },
    ]
    expect(await told()).toEqual(first)
    const short = head.split(',').slice(0, 5).join()
    expect(await csv('b.csv', [short, 'jongeren,Jongeren,veiligheid,nee,ja', 'afval,Afval,fysiek,nee,ja'])).toMatchObject({ status: 'applied', rows: { applied: 0, unchanged: 2 } })
    expect(await csv('c.csv', [short, 'jongeren,Jongeren,veiligheid,ja,nee'])).toMatchObject({ status: 'applied', rows: { applied: 1 } })
    expect((await told())[2]).toEqual({ slug: 'jongeren', sensitive: true, public: false, delicate: false, period: 'quarter' })
    expect(await csv('d.csv', [`${short},alleen_per_wijk`, 'jongeren,Jongeren,veiligheid,nee,ja,ja'])).toMatchObject({ status: 'applied', rows: { applied: 1 } })
    expect(await told()).toEqual(first)
  })

  it('cannot be gevoelig too, and a word that is neither yes nor no is said with its row', async () => {
    const before = await told()
    const refused = await csv('e.csv', [head, 'jongeren,Jongeren,veiligheid,ja,nee,ja', 'afval,Afval,fysiek,nee,ja,misschien'])
    expect(refused.status).toBe('refused')
    expect(refused.rejects.map((r) => [r.row, r.column, r.code])).toEqual([[2, 'delicate', 'sensitive_delicate'], [3, 'delicate', 'choice_invalid']])
    expect(refused.rejects[0]!.message).toContain('Een gevoelig thema is nooit openbaar, dus ook niet per wijk.')
    expect(await told()).toEqual(before)
  })

  it('are in the template', async () => {
    expect(kinds.themes.template[0]).toMatch(/,delicate$/)
    expect(await csv('f.csv', [...kinds.themes.template])).toMatchObject({ status: 'applied', rejects: [] })
  })
})
