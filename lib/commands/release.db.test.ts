import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '@/lib/db/client'
import { dateInAmsterdam } from '@/lib/domain/period'
import { closedPeriods } from '@/lib/domain/public-period'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { filesBelow, filesThatHold, formsOf, holds } from '@/lib/testing/key-forms'
import { addSignals, loadReleaseTown } from '@/lib/testing/release-town'
import { gemeente } from '@/lib/testing/town'
import { rendering, root } from './node-packages.mjs'

type Said = { code: number; out: string; errors: string }

/** `npm run release -- ...`, as people run it: a process of its own. */
function release(env: Record<string, string>, ...args: string[]): Promise<Said> {
  const { RELEASE_KEY: _own, DATABASE_OWNER_URL: _owner, ...inherited } = process.env
  const child = spawn(process.execPath, rendering('lib/commands/release.ts', ...args), { cwd: root, env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', errors: '' }
  child.stdout.on('data', (text: Buffer) => (said.out += text))
  child.stderr.on('data', (text: Buffer) => (said.errors += text))
  return new Promise((done) => child.once('close', (code) => done({ code: code ?? 1, ...said })))
}

it('npm run release, asked in a way that cannot be, says what was expected, with exit code 1', async () => {
  const cases: [string, string[], Record<string, string>, RegExp][] = [
    ['an unknown option', ['--publish'], {}, /--publish/],
    ['a gemeente that is no code', ['--gemeente', 'Texel'], {}, /--gemeente: verwacht GM en vier cijfers, kreeg "Texel"/],
    ['a period that is none', ['--period', '2026-Q3'], {}, /--period: verwacht een kwartaal \(2026Q3\) of halfjaar \(2026H1\), kreeg "2026-Q3"/],
    ['withdrawing without a reason', ['--withdraw', '0123456789abcdef', '--reason', ' '], {}, /--withdraw: zeg met --reason waarom/],
    ['a new key without the mark of the old one', ['--new-key', 'ja', '--reason', 'weg'], {}, /--new-key: verwacht het merk van de oude sleutel .*kreeg "ja"/],
    ['a new key without a reason', ['--new-key', '0123456789abcdef'], {}, /--new-key: zeg met --reason waarom/],
    ['a key that is too short', [], { RELEASE_KEY: 'a-short-key' }, /RELEASE_KEY must be at least 32 bytes/],
  ]
  await Promise.all(cases.map(async ([what, args, env, text]) => {
    const { code, out, errors } = await release({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', ...env }, ...args)
    expect(errors, what).toMatch(text)
    expect(errors, what).toContain('npm run release -- [--gemeente GM0400]') // and how it is used
    expect(errors, what).not.toContain('a-short-key')
    expect({ code, out }, what).toEqual({ code: 1, out: '' })
  }))
}, 120_000)

// Which engine keeps the figures is nothing that the command knows of.
describe.each(availableEngines().slice(-1))('npm run release (%s)', (engine) => {
  const database = useDatabase(engine)
  const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-release-'))
  const keyFile = path.join(folder, 'release.key')
  const everything: string[] = []
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const run = async (...args: string[]): Promise<Said> => {
    const said = await release({ DATABASE_URL: database().url, DATA_DIR: folder, LOG_LEVEL: 'trace' }, ...args)
    everything.push(said.out, said.errors)
    return said
  }
  /** All that a run may change. */
  const state = async () => ({
    files: filesBelow(folder).sort().map((name) => `${name} ${readFileSync(path.join(folder, name)).toString('base64')}`),
    rows: await inDb(async (tx) => JSON.stringify(await Promise.all(['public_release', 'pub.leaf', 'pub.publication_area', 'audit'].map((name) => rows(tx, sql.raw(`select t::text from ${name} t order by 1`)))))),
  })
  const last = closedPeriods('quarter', dateInAmsterdam(new Date())).at(-1)!
  let first: string

  beforeAll(async () => {
    await loadReleaseTown()
    await addSignals([{ buurt: 'brink', theme: 'verkeer', day: last.from, n: 23 }])
  })

  it('--dry-run prints every figure and makes nothing but the key, for its owner only', async () => {
    const before = await state()
    const { code, out, errors } = await run('--dry-run')
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(out).toMatch(new RegExp(`Verkeer, Brink, ${last.id}: - wordt 2[05]\\n`))
    expect(out).toContain('niets gemaakt, niets openbaar')
    const after = await state()
    expect(after.rows).toBe(before.rows)
    expect(after.files.map((f) => f.split(' ')[0])).toEqual(['release.key'])
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    expect(readFileSync(keyFile, 'utf8')).toMatch(/^[\w-]{43}$/)
  }, 60_000)

  it('makes and publishes; a second time it is the same publication', async () => {
    const made = await run()
    expect({ ...made, out: '' }).toEqual({ code: 0, out: '', errors: '' })
    first = /^[0-9a-f]{16}/.exec(made.out)![0]
    expect(JSON.parse(readFileSync(path.join(folder, 'public', 'current.json'), 'utf8'))).toMatchObject({ release: first })
    const again = await run('--json')
    expect(again.code).toBe(0)
    expect(JSON.parse(again.out)).toMatchObject({ id: first, status: 'published' })
  }, 120_000)

  it('a dry run leaves the draft of somebody else alone', async () => {
    await addSignals([{ buurt: 'centrum', theme: 'verkeer', day: last.from, n: 12 }], 'late')
    await inDb((tx) => tx.execute(sql`insert into public_release (gemeente) values (${gemeente})`))
    expect((await run('--asked')).code).toBe(0)
    const before = await state()
    expect(before.rows).toContain(',draft,')
    const { out } = await run('--dry-run')
    expect(out).toMatch(/^GM9990: 1 cijfers anders/)
    expect(await state()).toEqual(before)
  }, 120_000)

  it('an unknown gemeente, publication or open period: a sentence in Dutch and exit code 1', async () => {
    const [place, gone, open, list] = (await Promise.all([['--gemeente', 'GM0001'], ['--withdraw', '0123456789abcdef', '--reason', 'weg'], ['--period', `${Number(last.id.slice(0, 4)) + 3}Q1`], ['--list']].map((args) => run(...args)))) as [Said, Said, Said, Said]
    expect([place.code, gone.code, open.code]).toEqual([1, 1, 1])
    expect(place.errors).toContain('Er zijn geen grenzen geladen voor deze gemeente.')
    expect(gone.errors).toContain('er is geen publicatie 0123456789abcdef om in te trekken')
    expect(open.errors).toContain('Deze periode is nog niet afgesloten.')
    expect(list).toMatchObject({ code: 0, errors: '' })
    expect(list.out).toContain(`${first}  ${gemeente}  `)
  }, 120_000)

  it('a lost key: refused with what can be done; with the mark of the old one the figures that were told stay', async () => {
    const key = readFileSync(keyFile, 'utf8')
    const figures = () => inDb((tx) => rows<{ area: string; theme: string; period: string; p: number }>(tx, sql`select area, theme, period, p from pub.leaf where release = (select number from public_release where status = 'published' order by number desc limit 1) order by 1, 2, 3`))
    const told = await figures()
    rmSync(keyFile)
    const lost = await run()
    expect(lost).toMatchObject({ code: 1, out: '' })
    const [, mark] = /--new-key ([0-9a-f]{16}) --reason/.exec(lost.errors)!
    expect(readFileSync(keyFile, 'utf8')).not.toBe(key)
    const other = await run('--new-key', 'f'.repeat(16), '--reason', 'weg')
    expect(other).toMatchObject({ code: 1, out: '' })
    expect(other.errors).toContain(`een sleutel met merk ${mark!}, niet ffffffffffffffff`)
    const named = 'Buurthuis met een nieuwe naam'
    await inDb((tx) => tx.execute(sql`update venue set name = ${named}`)) // something new to publish
    const made = await run('--new-key', mark!, '--reason', 'schijf kapot')
    expect(made).toMatchObject({ code: 0, errors: '' })
    expect(await figures()).toEqual(told)
    expect(await inDb((tx) => rows(tx, sql`select detail::jsonb ->> 'reason' as reason, detail::jsonb ->> 'lost' as lost from audit where action = 'release.new_key'`))).toEqual([{ reason: 'schijf kapot', lost: mark }])
    const [dry, twice] = await Promise.all([run('--dry-run', '--json'), run('--new-key', mark!, '--reason', 'nog eens')])
    expect(JSON.parse(dry.out)).toEqual({ changes: [] })
    expect(twice.errors).toContain('de sleutel van de vorige publicatie is er nog')
    writeFileSync(path.join(folder, 'old.key'), key)
  }, 180_000)

  it('T9: no key in what the command says or writes, only in the file that is for it', () => {
    const forms = ['release.key', 'old.key'].flatMap((name) => formsOf(readFileSync(path.join(folder, name), 'utf8')))
    expect(everything.join('').length).toBeGreaterThan(1_000)
    expect(holds(everything.join('\n'), forms)).toBe(false)
    expect(filesThatHold(folder, forms).sort()).toEqual(['old.key', 'release.key'])
  })
})
