import { describe, expect, it } from 'vitest'
import { publicModel } from '@/lib/testing/public-model'
import { renderPages } from './render-pages'
import { plainText, searchRelease, type SearchIndex } from './search.mjs'
import { findPlace, type Found, type Postcodes } from './search-address.mjs'
import { renderSearch } from './search-page.mjs'

const index: SearchIndex = {
  buurten: [['BU1', 'Kerkbuurt', 'Westkant'], ['BU2', "'t Zand & Veen", 'Westkant'], ['BU3', 'Oude Kerkhof', 'Oostkant'], ['BU4', 'Café-eiland', 'Oostkant']],
  streets: [['Kerkplein', 'BU1'], ['Duinweg', 'BU2'], ['Perronstraat', 'BU3']],
}
const names = (q: string): string[] => searchRelease(index, q).map((h) => h.name)

describe('searchRelease', () => {
  it('finds the buurt, then streets, then words within a name', () => expect(names('kerk')).toEqual(['Kerkbuurt', 'Kerkplein', 'Oude Kerkhof']))
  it('puts the same name first', () => expect(names('KERKPLEIN')[0]).toBe('Kerkplein'))
  it('does not mind accents, quotes and hyphens', () => {
    expect(names('cafe eiland')).toEqual(['Café-eiland'])
    expect(names('t zand')).toEqual(["'t Zand & Veen"])
    expect(plainText("  'T Zänd-&-Veen ")).toBe('t zand veen')
  })
  it('finds all buurten of a wijk', () => expect(names('oostkant')).toEqual(['Café-eiland', 'Oude Kerkhof']))
  it('leads a street to the buurt in which its middle lies', () => expect(searchRelease(index, 'duinweg')).toEqual([{ name: 'Duinweg', where: "'t Zand & Veen", address: '/buurten/BU2' }]))
  it('forgives one letter, also two that changed places, but not two', () => {
    for (const q of ['perronstrat', 'perronstraaat', 'peronstraat', 'pertonstraat', 'perrosntraat']) expect(names(q), q).toEqual(['Perronstraat'])
    expect(names('peronstrat')).toEqual([])
  })
  it('finds nothing for nothing, and never more than the limit', () => {
    expect([names(''), names(' - '), names('zzz')]).toEqual([[], [], []])
    expect(searchRelease(index, 'k', 1)).toHaveLength(1)
  })
})

describe('findPlace', () => {
  const postcodes: Postcodes = {
    whole: { '0901': { BU1: 'ABACCD', BU2: 'XA' }, '0902': { BU3: 'AB' } },
    split: { '0901BA': { BU1: [1, 3, 12], BU2: [2, 4, 12] }, '0903ZZ': { BU3: [1], BU4: [2] } },
  }
  const find = (q: string): Found => findPlace(index, postcodes, q)
  const found = (q: string) => { const { hits, says, about, go } = find(q); return [says, about, hits.map((h) => h.name), go] }

  it.each(['0901AB', '0901 ab', ' 0901  Ab ', '0901AB 12', '0901AB12', '0901ab 12a', '0901AB 12 A', '0901AB, 12-2', '0901AB 12 2', '0901AB nr. 12', '0901AB huisnummer 12', '0901AB 12 Den Helder', '0901 AB Wierhaven', 'Kerkplein 12, 0901AB', 'Kerkplein 12a 0901 AB Wierhaven', '1e Kerkstraat 3, 0901AB'])(
    'goes straight to the buurt of %s', (q) => expect([find(q).go, find(q).hits.map((h) => h.name)]).toEqual(['/buurten/BU1', ['Kerkbuurt']]))

  it('a house number tells which buurt of a postcode that lies in two', () => {
    expect(['0901BA 3', '0901ba 3bis', '0901BA 4', '0903ZZ 2'].map((q) => find(q).go)).toEqual(['/buurten/BU1', '/buurten/BU1', '/buurten/BU2', '/buurten/BU4'])
    expect(found('0901BA')).toEqual(['welke', '0901 BA', ['Kerkbuurt', "'t Zand & Veen"], null])
    expect(found('0901BA 99')).toEqual(['geen-nummer', '0901 BA 99', ['Kerkbuurt', "'t Zand & Veen"], null])
    expect(found('0901BA 12')).toEqual(['beide', '0901 BA 12', ['Kerkbuurt', "'t Zand & Veen"], null])
  })

  it('a part of a postcode gives all its buurten, at most 20', () => {
    expect(found('0901')).toEqual(['deel', '0901', ['Kerkbuurt', "'t Zand & Veen"], null])
    expect(found('0901 x')).toEqual(['deel', '0901 X', ["'t Zand & Veen"], null])
    expect(found('0903')).toEqual(['deel', '0903', ['Oude Kerkhof', 'Café-eiland'], null])
    const many = { buurten: Array.from({ length: 21 }, (_, i): [string, string, string] => [`BU${i}`, `Buurt ${i}`, 'Wijk']), streets: [] }
    const all = findPlace(many, { whole: { '0901': Object.fromEntries(many.buurten.map(([code]) => [code, 'AB'])) }, split: {} }, '0901')
    expect([all.hits.length, all.says]).toEqual([20, 'deel-meer'])
  })

  it('says of a postcode that is not in the list that it is not, with or without a number', () => {
    expect([found('0999AB'), found('0901AZ 1'), found('0999')]).toEqual([['onbekend', '0999 AB', [], null], ['onbekend', '0901 AZ', [], null], ['onbekend', '0999', [], null]])
    expect(['constructor', '__proto__', 'toString 1'].map((q) => find(q).says)).toEqual(['niets', 'niets', 'niets'])
    expect(found('0901BC')[0]).toBe('onbekend') // the letters of AB and AC stand beside each other
  })

  it('says it when there is no list, and still finds names', () => {
    for (const q of ['0901AB', '0901 ab 12', '0901', 'Kerkplein 1, 0901AB']) expect(findPlace(index, null, q), q).toEqual({ hits: [], says: 'geen-lijst', about: expect.any(String), go: null })
    expect(findPlace(index, null, 'kerk').hits).toEqual(searchRelease(index, 'kerk'))
  })

  it('finds a street with a house number by its street, and a name that ends in a number by its name', () => {
    expect(found('Kerkplein 12')).toEqual(['straat', '1', ['Kerkplein'], null])
    expect(found('duinweg 12-b')).toEqual(['straat', '1', ['Duinweg'], null])
    const years = { buurten: index.buurten, streets: [['Plein 1945', 'BU1'], ['Plein', 'BU2'], ['1e Dwarsstraat', 'BU3']] satisfies SearchIndex['streets'] }
    const streets = (q: string) => findPlace(years, postcodes, q).hits.map((h) => h.name)
    expect([streets('Plein 1945'), streets('Plein 1945 3'), streets('plein 3'), streets('1e dwarsstraat 5a'), streets('1945')]).toEqual([['Plein 1945'], ['Plein 1945'], ['Plein'], ['1e Dwarsstraat'], ['Plein 1945']])
  })

  it('finds names as before; goes straight to the only one of exactly that name', () => {
    for (const q of ['kerk', 'oostkant', 'perronstrat', '', '  ', 'zzz']) expect([find(q).hits, find(q).go], q).toEqual([searchRelease(index, q), null])
    const path = { ...index, streets: [['Kerkbuurtpad', 'BU2']] satisfies SearchIndex['streets'] }
    expect([findPlace(path, null, 'kerkbuurt').hits.length, findPlace(path, null, 'kerkbuurt').go]).toEqual([2, '/buurten/BU1'])
    expect(['Kerkbuurt', 'cafe eiland', 'kerkplein', 'Kerkbuur', 'Kerkbuurd'].map((q) => find(q).go)).toEqual(['/buurten/BU1', '/buurten/BU4', '/buurten/BU1', null, null])
    const twice = { buurten: index.buurten, streets: [['Kerkbuurt', 'BU2']] satisfies SearchIndex['streets'] }
    expect(findPlace(twice, null, 'Kerkbuurt')).toMatchObject({ says: 'hits', about: '2', go: null })
  })

  it('comes to an end with nonsense, of which it reads the first 80 characters', () => {
    expect(found(`Kerkplein${' '.repeat(80)}12`)).toEqual(['hits', '1', ['Kerkplein'], '/buurten/BU1'])
    for (const q of ['1 '.repeat(10_000), 'a 1'.repeat(10_000), '0901AB '.repeat(10_000), `${'a '.repeat(39)}!${' 1'.repeat(10_000)}`]) expect(find(q), q.slice(0, 9)).toEqual(find(q.slice(0, 80)))
  })
})

describe('renderSearch', () => {
  const named = (hits: Found['hits']): Pick<Found, 'hits' | 'says' | 'about'> => ({ hits, says: hits.length > 0 ? 'hits' : 'niets', about: String(hits.length) })
  const template = String(renderPages(publicModel()).find((f) => f.address === '/zoek')!.body)
  it('lists what was found with links', () => {
    const html = renderSearch(template, 'kerk', named(searchRelease(index, 'kerk')))
    expect(html).toContain('<p>Gevonden: 3</p>')
    expect(html).toContain('<li><a href="/buurten/BU1">Kerkplein</a> <span class="quiet">Kerkbuurt</span></li>')
    expect(html).toContain(' value="kerk"')
  })
  it('says it when nothing was found or asked', () => {
    expect(renderSearch(template, 'zzz', named([]))).toMatch(/<div id="gevonden" role="status"><p>Niets gevonden\./)
    expect(renderSearch(template, '  ', named([]))).toMatch(/<div id="gevonden" role="status"><p>Typ uw postcode/)
  })
  it('makes no markup of a question or a name, whatever is in it', () => {
    const evil = `"><script>alert(1)</script>$&$1'`
    const html = renderSearch(template, evil, { hits: [{ name: evil, where: evil, address: '/buurten/BU1' }], says: 'onbekend', about: evil })
    expect([...html.matchAll(/<script/g)].length).toBe([...template.matchAll(/<script/g)].length)
    expect(html).toContain(' value="&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;$&#38;$1&#39;"')
  })
  it('has a sentence for every answer, with what was asked in it', () => {
    for (const says of ['hits', 'niets', 'straat', 'deel', 'deel-meer', 'onbekend', 'geen-lijst', 'welke', 'geen-nummer', 'beide'] as const) {
      const status = /<div id="gevonden" role="status"><p>([^<]*)<\/p><\/div>/.exec(renderSearch(template, 'x', { hits: [], says, about: '0901 AB' }))?.[1]
      expect(status, says).toMatch(/^[A-Z].*\.$|^Gevonden: /)
      expect(status, says).not.toContain('#')
    }
    expect(renderSearch(template, '0999AB', { hits: [], says: 'onbekend', about: '0999 AB' })).toContain('De postcode 0999 AB staat niet in de lijst van de gemeente Wierhaven.')
  })
  it('makes do with the two sentences of a page of before', () => {
    const before = '<input value=""/><div id="gevonden" role="status"></div><ul id="hits"></ul><template id="tekst-niets"><p>Niets.</p></template><template id="tekst-hits"><p>Gevonden: #</p></template>'
    expect(renderSearch(before, '0901', { hits: searchRelease(index, 'kerk'), says: 'deel', about: '0901' })).toContain('<p>Gevonden: 3</p>')
    expect(renderSearch(before, '0999AB', { hits: [], says: 'onbekend', about: '0999 AB' })).toContain('role="status"><p>Niets.</p>')
  })
})
