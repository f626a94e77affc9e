import { describe, expect, it } from 'vitest'
import { publicModel } from '@/lib/testing/public-model'
import { renderPages } from './render-pages'
import { plainText, searchRelease, type SearchIndex } from './search.mjs'
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

describe('renderSearch', () => {
  const template = String(renderPages(publicModel()).find((f) => f.address === '/zoek')!.body)
  it('lists what was found with links', () => {
    const html = renderSearch(template, 'kerk', searchRelease(index, 'kerk'))
    expect(html).toContain('<p>Gevonden: 3</p>')
    expect(html).toContain('<li><a href="/buurten/BU1">Kerkplein</a> <span class="quiet">Kerkbuurt</span></li>')
    expect(html).toContain(' value="kerk"')
  })
  it('says it when nothing was found or asked', () => {
    expect(renderSearch(template, 'zzz', [])).toMatch(/<div id="gevonden" role="status"><p>Niets gevonden\./)
    expect(renderSearch(template, '  ', [])).toMatch(/<div id="gevonden" role="status"><p>Typ de naam/)
  })
  it('makes no markup of a question or a name, whatever is in it', () => {
    const evil = `"><script>alert(1)</script>$&$1'`
    const html = renderSearch(template, evil, [{ name: evil, where: evil, address: '/buurten/BU1' }])
    expect([...html.matchAll(/<script/g)].length).toBe([...template.matchAll(/<script/g)].length)
    expect(html).toContain(' value="&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;$&#38;$1&#39;"')
  })
})
