import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { PublicFile } from '@/lib/domain/public-model'
import { publicModel } from '@/lib/testing/public-model'
import { archivedPage, archivedSearch, listPage } from './archived.mjs'
import { KeyRefused, markOf, releaseKey } from './key'
import { renderers } from './renderers'
import { currentRelease, openRelease, switchTo } from './store'
import { releaseId, writeRelease } from './write'

const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-write-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const page = (address: string, body: string): PublicFile => ({ address, type: 'text/html; charset=utf-8', body })

describe('writing a release', () => {
  it('the same contents are the same release, in whatever order; any other byte, type or address is another', () => {
    const files = [page('/', 'a'), page('/b', 'b')]
    const id = releaseId(files)
    expect(id).toMatch(/^[0-9a-f]{16}$/)
    expect(releaseId([...files].reverse())).toBe(id)
    for (const other of [[page('/', 'a'), page('/b', 'c')], [page('/', 'a'), page('/c', 'b')], [page('/', 'a'), { ...page('/b', 'b'), type: 'text/plain' }], [page('/', 'a')]]) expect(releaseId(other)).not.toBe(id)
  })

  it('all renderers together give each address once, and the same bytes each time', { timeout: 60_000 }, () => {
    const [one, two] = [1, 2].map(() => renderers.flatMap((render) => render(publicModel())))
    expect(new Set(one!.map((f) => f.address)).size).toBe(one!.length)
    expect(releaseId(one!)).toBe(releaseId(two!))
  })

  it('is never changed once written', async () => {
    const files = [page('/', 'x'.repeat(2_000))]
    const { manifest, sha256 } = await writeRelease(folder, publicModel(), files)
    const file = path.join(folder, 'releases', manifest.id, 'files', manifest.files['/']!.file)
    const before = statSync(file).mtimeMs
    expect((await writeRelease(folder, publicModel(), files)).sha256).toBe(sha256)
    expect(statSync(file).mtimeMs).toBe(before)
    expect(readdirSync(path.join(folder, 'releases'))).toEqual([manifest.id])
    expect(new TextDecoder().decode(openRelease(manifest.id, folder)!.read('/')!)).toBe('x'.repeat(2_000))
  })

  it('is one when two processes write it at the same time', async () => {
    const files = [page('/', 'y'.repeat(200_000))]
    const [one, two] = await Promise.all([1, 2].map(() => writeRelease(folder, publicModel(), files)))
    expect(two).toEqual(one)
    expect(readdirSync(path.join(folder, 'releases')).filter((name) => name.startsWith(one!.manifest.id))).toEqual([one!.manifest.id])
    expect(openRelease(one!.manifest.id, folder)!.read('/')).toHaveLength(200_000)
  })

  it('refuses two files at one address, and what is no address', async () => {
    await expect(writeRelease(folder, publicModel(), [page('/', 'a'), page('/', 'b')])).rejects.toThrow('two files')
    for (const no of ['x', '/a?b', '/a#b', '/a/', '/../a', '/a b']) await expect(writeRelease(folder, publicModel(), [page(no, 'a')]), no).rejects.toThrow('not an address')
  })

  it('which one counts is switched at once', async () => {
    expect(currentRelease(path.join(folder, 'nothing'))).toBeNull()
    const { manifest } = await writeRelease(folder, publicModel(), [page('/', 'now')])
    await switchTo({ release: manifest.id, readable: [{ id: manifest.id, madeOn: manifest.madeOn }] }, folder)
    expect(currentRelease(folder)!.id).toBe(manifest.id)
    expect(readdirSync(folder).sort()).toEqual(['current.json', 'releases'])
    for (const no of ['../x', '', 'ABCDEF0123456789', manifest.id.slice(1)]) expect(openRelease(no, folder)).toBeNull()
  })
})

describe('pages outside their own address', () => {
  const manifest = { id: '0123456789abcdef', madeOn: '2026-11-02', gemeente: { code: 'GM9001', name: 'x', fictional: true }, files: { '/': { file: 'a.html', type: 'text/html', bytes: 1, sha256: '0' }, '/volg': { file: 'b.html', type: 'text/html', bytes: 1, sha256: '0' } } }

  it('keep links to what they have, with what follows the address, and leave others alone', () => {
    const made = archivedPage('<html><body class="a"><a href="/">1</a> <a href="/volg?x=1#y">2</a> <a href="/inloggen">3</a> <a href="https://a.example/">4</a> <form action="/volg">', manifest, 'draft')
    expect(made).toContain('<a href="/publicaties/0123456789abcdef/">1</a>')
    expect(made).toContain('<a href="/publicaties/0123456789abcdef/volg?x=1#y">2</a>')
    expect(made).toContain('<a href="/inloggen">3</a> <a href="https://a.example/">4</a> <form action="/volg">')
    expect(made).toMatch(/<body class="a"><p class="notice" role="note">Zo zien bewoners deze publicatie\. Zij is nog niet openbaar\. <a href="\/beheer\/publicaties">/)
  })

  it('keep their search and their large map, and not the form for a code', () => {
    const has = { ...manifest, files: { ...manifest.files, '/zoek': manifest.files['/'], '/publiek/1.mjs': manifest.files['/'], '/publiek/2.json': manifest.files['/'], '/buurten/BU1': manifest.files['/'] } }
    expect(archivedPage('<form action="/zoek"><form action="/volg"><button data-map="/publiek/1.mjs" data-shapes="/publiek/2.json">', has, 'draft')).toBe(
      '<form action="/publicaties/0123456789abcdef/zoek"><form action="/volg"><button data-map="/publicaties/0123456789abcdef/publiek/1.mjs" data-shapes="/publicaties/0123456789abcdef/publiek/2.json">')
    const found = { hits: [], says: 'hits', about: '1' } as const
    expect(archivedSearch(has, 'draft', { ...found, hits: [], go: '/buurten/BU1' }, () => 'x')).toEqual({ go: '/publicaties/0123456789abcdef/buurten/BU1' })
    for (const go of [null, '/buurten/BU2']) expect(archivedSearch(has, 'draft', { ...found, hits: [], go }, () => '<a href="/buurten/BU1">')).toEqual({ page: '<a href="/publicaties/0123456789abcdef/buurten/BU1">' })
  })

  it('the list says which is the newest', () =>
    expect(listPage('<ul id="publicaties"></ul>', [{ id: 'b', madeOn: '2026-11-02' }, { id: 'a', madeOn: '2026-05-01' }])).toBe(
      '<ul id="publicaties"><li><a href="/publicaties/b/">Publicatie van 2 november 2026</a> (de nieuwste)</li><li><a href="/publicaties/a/">Publicatie van 1 mei 2026</a></li></ul>'))
})

describe('the key', () => {
  it('is made once, for its owner only, and is another in another folder', () => {
    const [one, two] = [path.join(folder, 'one'), path.join(folder, 'two')]
    const key = releaseKey({}, one)
    expect(key.length).toBeGreaterThanOrEqual(32)
    expect(releaseKey({}, one).equals(key)).toBe(true)
    expect(releaseKey({}, two).equals(key)).toBe(false)
    if (process.platform !== 'win32') expect(statSync(path.join(one, 'release.key')).mode & 0o777).toBe(0o600)
  })

  it('is refused when it is shorter than 32 bytes, given or kept', () => {
    expect(() => releaseKey({ RELEASE_KEY: 'x'.repeat(31) }, folder)).toThrow(KeyRefused)
    expect(releaseKey({ RELEASE_KEY: 'x'.repeat(32) }, folder).toString()).toBe('x'.repeat(32))
    const short = path.join(folder, 'one', 'release.key')
    writeFileSync(short, 'short')
    expect(() => releaseKey({}, path.dirname(short))).toThrow(KeyRefused)
  })

  it('has a mark that is the same for the same key and holds nothing of it', () => {
    const key = Buffer.from('a key for this test only, 32 long')
    expect(markOf(key)).toBe(markOf(Buffer.from(key)))
    expect(markOf(key)).not.toBe(markOf(Buffer.from('another key for this test, 32 long')))
    expect(markOf(key)).toMatch(/^[0-9a-f]{16}$/)
  })
})
