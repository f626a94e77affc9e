import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { PublicModel } from '@/lib/domain/public-model'
import { codeHashOf, followCodes, publicModel } from '@/lib/testing/public-model'
import { desksOf } from './agenda'
import { makeBook } from './book'
import { renderPages } from './render-pages'

const filesOf = (model: PublicModel) => new Map(renderPages(model).map((f) => [f.address, f]))
const files = filesOf(publicModel())
const page = (address: string, from = files): string => String(from.get(address)?.body ?? `no ${address}`)
const htmlPages = [...files.values()].filter((f) => f.type.startsWith('text/html'))
/** What a reader sees: without tags, with the signs that were escaped. */
const textOf = (html: string): string => html.replace(/<(script|style|template)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ').replace(/&#x27;|&#39;/g, "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replace(/\s+/g, ' ')
/** Addresses that other parts of the program answer. */
const elsewhere = ['/inloggen', '/open-data', '/publicaties', '/icons/app.svg']

describe('public pages', () => {
  it('has a page for every buurt, and every link leads to a file of the release', () => {
    for (const b of publicModel().buurten) expect(page(`/buurten/${b.code}`)).toContain(`<h1>${b.name.replaceAll('&', '&amp;').replaceAll("'", '&#x27;')}</h1>`)
    const found = htmlPages.flatMap((f) => [...String(f.body).matchAll(/ (?:href|src|action|data-map|data-shapes)="([^"]*)"/g)].map((m) => m[1]!))
    const own = found.filter((href) => href.startsWith('/')).map((href) => href.split(/[?#]/)[0]!)
    expect(own.length).toBeGreaterThan(100)
    expect([...new Set(own)].filter((address) => !files.has(address) && !elsewhere.includes(address))).toEqual([])
    expect([...new Set(found.filter((href) => !href.startsWith('/') && !href.startsWith('#')))]).toEqual(['https://melden.wierhaven.example/'])
  })

  it('leads no link within a page to nowhere', () => {
    for (const f of htmlPages) {
      const html = String(f.body)
      const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]))
      expect(ids.size, `${f.address}: an id twice`).toBe([...html.matchAll(/ id="([^"]+)"/g)].length)
      expect([...html.matchAll(/ href="#([^"]+)"/g)].map((m) => m[1]).filter((id) => !ids.has(id)), f.address).toEqual([])
    }
  })

  it('says how a buurt stands in the words of a resident', () => {
    expect(textOf(page('/buurten/BU90010201'))).toContain('Nu focusbuurt In het tweede jaar voeren we het plan uit. Sinds 1 mei 2026.')
    expect(textOf(page('/buurten/BU90010102'))).toContain('Gepland voor 2028')
    expect(textOf(page('/buurten/BU90010101'))).toContain('Niet gepland Deze buurt was eerder focusbuurt.')
    expect(textOf(page('/buurten/BU90010202'))).toContain('Niet gepland Deze buurt is nu geen focusbuurt.')
    const start = textOf(page('/'))
    expect(start).toContain('Nu aan de beurt 2026 Stationsbuurt nu focusbuurt: uitvoeren')
    expect(start).toContain('Hierna aan de beurt 2028 Duinrand')
    expect(page('/')).toContain('aria-label="Stationsbuurt: nu focusbuurt: uitvoeren, 2026"')
  })

  it('turns with the day of the release and with nothing else', () => {
    const earlier = filesOf(publicModel({ madeOn: '2026-03-01' }))
    expect(textOf(page('/buurten/BU90010201', earlier))).toContain('In het eerste jaar maken bewoners, gemeente en organisaties samen een plan.')
    expect([...filesOf(publicModel()).values()]).toEqual([...files.values()])
  })

  it('tells what is planned and done, and where to go', () => {
    const text = textOf(page('/buurten/BU90010201'))
    for (const part of ['klaar Extra afvalbakken bij het station Zes bakken, elke dag geleegd. klaar op 15 juni 2026 · door Wijkbeheer · Zwerfafval', 'gepland Zitplek <b>met</b> schaduw & water 1 maart 2027 tot 1 juni 2027', 'bezig Spreekuur in de buurtkamer', 'Bijeenkomst op 3 februari 2026', 'Het college kiest de Stationsbuurt']) expect(text).toContain(part)
    // The buurtkamer is 60 m east and 40 m south of the middle: 72 m. Tuesday after Monday 2 November 2026.
    expect(text).toContain('Koffieochtend Elke dinsdag om 10:00 Eerstvolgende keer: dinsdag 3 november Buurtkamer Het Perron, Perronstraat 4 50 m hemelsbreed')
    expect(text).toContain('Spreekuur geld en post Elke maandag en donderdag om 13:30 , tot 1 januari 2027 Eerstvolgende keer: maandag 2 november Bibliotheek De Wier, Kerkplein 1 500 m hemelsbreed')
    expect(text).toContain('Inwoners 2.310 2025 CBS, Kerncijfers wijken en buurten (CC BY 4.0)')
    expect(text).toContain('Moestuin achter Het Perron')
    expect(textOf(page('/buurten/BU90010102'))).toContain('Komt ook in uw buurt (1) Vrijwilliger aan huis Elke vrijdag Eerstvolgende keer: vrijdag 6 november Komt in Duinrand en \'t Zand & Veen')
  })

  it('tells the next meeting of the wijkplatform: day, place, agenda, and what was agreed (B6)', () => {
    const text = textOf(page('/buurten/BU90010202'))
    for (const part of [
      'Wijkplatform Oostkant Bewoners van de Oostkant praten over hun buurt. Afgelast: dinsdag 10 november 2026 Volgende bijeenkomst: dinsdag 17 november 2026 , 19:30 tot 21:30 uur Buurtkamer Het Perron, zaal 2, Perronstraat 4 Agenda Plein: <i>wat</i> vinden bewoners? Rondvraag dinsdag 19 januari 2027 , 19:30 uur Kantine van de haven, Havenkade 3',
      'open Drie lantaarns terugzetten door Wijkbeheer · uiterlijk 1 december 2026', 'open Lijst van plekken voor bankjes door het platform · had klaar moeten zijn op 1 oktober 2026',
      'Klaar of gestopt (1) klaar Flyer in drie talen De flyer ligt bij de bibliotheek. door Stichting De Brug · klaar op 20 augustus 2026', 'De vorige bijeenkomst dinsdag 8 september 2026 De gemeente zet drie lantaarns terug.',
    ]) expect(text).toContain(part)
    expect(text).not.toContain('10 november 2026 , 19:30')
    const none = /<p class="quiet" data-no-meetings=""( hidden="")?>/
    expect(page('/buurten/BU90010202').match(none)![1]).toBeDefined()
    expect(page('/buurten/BU90010101').match(none)![1]).toBeUndefined()
    expect(textOf(page('/buurten/BU90010101'))).toContain('Dorpsraad Kerkbuurt Er is nog geen nieuwe bijeenkomst bekend. Bekend op 2 november 2026. Het platform maakt zelf de agenda. Wat is afgesproken Er staan geen afspraken open.')
    expect(textOf(page('/buurten/BU90010103'))).toContain('We kennen geen wijkplatform dat over deze buurt praat.')
    // Published later, without new data: what has been is not called next.
    const later = filesOf(publicModel({ madeOn: '2026-12-01' }))
    expect(textOf(page('/buurten/BU90010202', later))).toContain('Volgende bijeenkomst: dinsdag 19 januari 2027')
  })

  it('shows of signals the rounded figures and no other number', () => {
    const { leaves, areas, wijken, buurten } = publicModel()
    const said = ({ area, p }: { area: string; p: number }): string => (p === 0 ? (area.startsWith('WK') ? '0–9' : '0–4') : `ongeveer ${p}`)
    const published = new Set(leaves.map(said))
    for (const b of buurten) {
      const html = page(`/buurten/${b.code}`)
      const table = /<h2>Signalen<\/h2>([\s\S]*?)<\/section>/.exec(html)![1]!
      const cells = [...table.matchAll(/<td>([^<]*)<\/td>/g)].map((m) => m[1]!).filter((cell) => !/tot en met/.test(cell))
      const own = leaves.filter((l) => l.area === b.area || (b.area !== null && l.area === b.wijk.code))
      expect(cells.length).toBe(own.length)
      expect(cells.every((cell) => published.has(cell))).toBe(true)
      expect([...cells].sort()).toEqual(own.map(said).sort())
    }
    expect(textOf(page('/buurten/BU90010103'))).toContain("Deze cijfers gaan over Duinrand en 't Zand & Veen samen.")
    expect(textOf(page('/buurten/BU90010203'))).toContain('Over deze buurt publiceren we geen signalen.')
    // Another world with the same rounded figures has the same pages; one other figure changes only pages of its area, the start page and nothing else.
    const other = filesOf(publicModel({ leaves: leaves.map((l, i) => (i === 0 ? { ...l, p: l.p + 5 } : l)) }))
    const changed = [...files.keys()].filter((address) => page(address) !== page(address, other))
    expect(changed.every((address) => address === '/' || areas.find((a) => a.code === leaves[0]!.area)!.buurten.some((code) => address === `/buurten/${code}`))).toBe(true)
    expect(changed.length).toBeGreaterThan(0)
    // A figure of a wijk is on the pages of all its buurten.
    const last = leaves.at(-1)!
    const elsewhere = filesOf(publicModel({ leaves: leaves.map((l) => (l === last ? { ...l, p: l.p + 10 } : l)) }))
    const here = wijken.find((w) => w.code === last.area)!.buurten.map((code) => `/buurten/${code}`)
    expect([...files.keys()].filter((address) => page(address) !== page(address, elsewhere)).sort()).toEqual(['/', ...here].sort())
  })

  it('tells delicate themes of the whole wijk and in tens, apart from the others, and says where it tells nothing', () => {
    const buurt = textOf(page('/buurten/BU90010101'))
    expect(buurt).toContain('In de hele wijk Deze cijfers gaan over alle buurten van Westkant samen. Met dit thema zijn we extra voorzichtig. Signalen in de hele wijk Westkant per periode: Overlast door jongeren Periode Overlast door jongeren juli tot en met september 2026 ongeveer 20')
    expect(buurt).toContain('januari tot en met maart 2026 0–9 Afgerond op tientallen; wijken tellen niet precies op.')
    expect(textOf(page('/'))).toContain('Alleen per wijk Met het thema ‘Overlast door jongeren’ zijn we extra voorzichtig. Dat tellen we alleen per hele wijk. Afgerond op tientallen')
    expect(textOf(page('/'))).toMatch(/Signalen per hele wijk, op volgorde van naam Wijk Overlast door jongeren juli tot en met september 2026 Oostkant 0–9 Westkant ongeveer 20/)
    expect(/<caption>Signalen per gebied[\s\S]*?<\/table>/.exec(page('/'))![0]).not.toContain('Overlast door jongeren')
    const method = textOf(page('/hoe-komt-dit-tot-stand'))
    for (const part of ['Overlast door jongeren (alleen per hele wijk, afgerond op tientallen)', '“0–9” kan dan nul zijn, maar ook negen', 'Overlast door jongeren: 3 periodes']) expect(method).toContain(part)

    const { wijken, leaves, themes } = publicModel()
    const small = filesOf(publicModel({ wijken: wijken.slice(0, 1), leaves: leaves.filter((l) => l.area !== 'WK900102') }))
    expect(textOf(page('/buurten/BU90010202', small))).toContain('Overlast door jongeren: hierover geven we alleen cijfers van hele wijken. In Oostkant wonen daarvoor te weinig mensen.')
    expect(textOf(page('/', small))).toContain('In Oostkant wonen te weinig mensen. Daar geven we hierover geen cijfers.')
    expect(textOf(page('/buurten/BU90010203'))).not.toContain('In de hele wijk')

    const none = filesOf(publicModel({ themes: themes.filter((t) => !t.delicate), leaves: leaves.filter((l) => !l.area.startsWith('WK')) }))
    for (const f of none.values()) if (f.type.startsWith('text/html')) expect(textOf(String(f.body)), f.address).not.toMatch(/tiental|hele wijk|0–9/)
    const only = filesOf(publicModel({ themes: themes.filter((t) => t.delicate), leaves: leaves.filter((l) => l.area.startsWith('WK')) }))
    expect(textOf(page('/buurten/BU90010101', only))).not.toContain('vijftal')
    expect(textOf(page('/', only))).not.toContain('vijftal')
  })

  it('never sorts by a figure and gives no rank', () => {
    const rows = [.../<caption>De kaart als tabel[\s\S]*?<\/table>/.exec(page('/'))![0].matchAll(/<th scope="row"><a[^>]*>([^<]*)</g)].map((m) => m[1])
    expect(rows).toEqual([...rows].sort((a, b) => a!.replaceAll('&#x27;', "'").localeCompare(b!.replaceAll('&#x27;', "'"), 'nl')))
    for (const f of htmlPages) expect(textOf(String(f.body)), f.address).not.toMatch(/top \d|nummer 1|slechtste|beste buurt|\bscore\b/i)
  })

  it('answers a follow code under its hash, and says it when it is late', () => {
    const answered = textOf(page(`/volg/${codeHashOf(followCodes.answered)}`))
    expect(answered).toContain('Soep op vrijdag Hoe staat het ervoor? Stand Afgesloten')
    expect(answered).toContain('U krijgt de sleutel van de keuken. Antwoord gegeven op 11 april 2026.')
    const waiting = page(`/volg/${codeHashOf(followCodes.waiting)}`)
    expect(textOf(waiting)).toContain('Uw initiatief Hoe staat het ervoor? Stand We werken eraan Ontvangen op 3 augustus 2026 Wie werkt eraan Wijkbeheer Volgende stap U krijgt antwoord van het team. Verwacht uiterlijk 20 november 2026')
    expect(waiting).toContain('<meta name="robots" content="noindex"/>')
    const late = textOf(page(`/volg/${codeHashOf(followCodes.waiting)}`, filesOf(publicModel({ madeOn: '2026-11-21' }))))
    expect(late).toContain('Dit duurt langer dan beloofd. U had uiterlijk 20 november 2026 antwoord moeten krijgen.')
    expect(textOf(page('/volg/onbekend'))).toContain('Code niet gevonden')
    expect([...files.values()].some((f) => String(f.body).includes(followCodes.waiting))).toBe(false)
  })

  it('escapes whatever a name holds', () => {
    const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`
    const m = publicModel()
    const wrong = filesOf({
      ...m, gemeente: { ...m.gemeente, name: hostile }, buurten: m.buurten.map((b) => ({ ...b, name: hostile, wijk: { ...b.wijk, name: hostile } })), areas: m.areas.map((a) => ({ ...a, name: hostile })), wijken: m.wijken.map((a) => ({ ...a, name: hostile })), themes: m.themes.map((t) => ({ ...t, label: hostile })),
      venues: m.venues.map((v) => ({ ...v, name: hostile, address: hostile })), activities: m.activities.map((a) => ({ ...a, name: hostile, organisation: hostile, description: hostile, theme: hostile, targetGroups: [hostile], schedule: hostile })),
      initiatives: m.initiatives.map((i) => ({ ...i, title: hostile, whatResidentsDo: hostile, status: hostile })), focus: m.focus.map((f) => ({ ...f, goal: hostile, decision: hostile, participation: [{ kind: hostile, heldOn: '2026-01-01' }], measures: f.measures.map((x) => ({ ...x, title: hostile, description: hostile, by: hostile })) })),
      follow: m.follow.map((f) => ({ ...f, title: hostile, team: hostile, answer: hostile })), figures: m.figures.map((f) => ({ ...f, label: hostile, unit: hostile, source: hostile, licence: hostile })), streets: m.streets.map((s) => ({ ...s, name: hostile })),
    })
    for (const f of wrong.values()) {
      if (!f.type.startsWith('text/html')) continue
      const html = String(f.body)
      expect(html, f.address).not.toMatch(/<script>|<img/)
      expect([...html.matchAll(/<script/g)].length, f.address).toBe(1)
      expect([...html.matchAll(/<style/g)].length, f.address).toBe(1)
      expect(html, f.address).not.toMatch(/ on[a-z]+="| style="/)
    }
  })

  it('lists every desk once, in a part per buurt that opens without a script', () => {
    const html = page('/spreekuren')
    const parts = [...html.matchAll(/<details data-group=""><summary>([^<]+)<\/summary>([\s\S]*?)<\/details>/g)]
    expect(parts.map(([, name]) => name)).toEqual(['Stationsbuurt', 'Kerkbuurt', 'Komt in een deel van de gemeente'])
    const desksIn = (text: string): number => text.split('<li class="desk"').length - 1
    expect(parts.map(([, , list]) => desksIn(list!)).every((n) => n > 0)).toBe(true)
    expect(parts.reduce((sum, [, , list]) => sum + desksIn(list!), 0)).toBe(desksIn(html))
    expect(desksIn(html)).toBe(desksOf(makeBook(publicModel())).length)
  })

  it('works without what a gemeente may not have', () => {
    const bare = filesOf(publicModel({ leaves: [], periods: [], themes: [], areas: [], wijken: [], figures: [], focus: [], venues: [], activities: [], initiatives: [], follow: [], streets: [], backdrop: [], reportUrl: null, gemeente: { code: 'GM0400', name: 'Wierhaven', fictional: false } }))
    expect(textOf(page('/', bare))).toContain('Er is nu geen focusbuurt. Hierna aan de beurt Voor de komende jaren is nog niets besloten.')
    expect(textOf(page('/', bare))).toContain('Er zijn nog geen cijfers gepubliceerd.')
    expect(textOf(page('/spreekuren', bare))).toContain('Er zijn nu geen spreekuren of activiteiten.')
    expect(textOf(page('/', bare))).not.toContain('Verzonnen gemeente')
    expect(page('/', bare)).not.toContain('melden.wierhaven')
    expect(textOf(page('/buurten/BU90010201', bare))).toContain('Is er iets mis op straat? Meld het bij de gemeente zelf, op haar website of per telefoon.')
    expect(textOf(page('/'))).toContain('Verzonnen gemeente. Wierhaven bestaat niet.')
  })

  it('gives a method card with data, period, rule, limits and evidence, and the merged areas', () => {
    const text = textOf(page('/hoe-komt-dit-tot-stand'))
    for (const part of ['Vraag', 'Gegevens', 'Soort bewijs', 'Periode', 'Regel', 'Wat dit niet zegt', "Buurten die we samen tellen Duinrand en 't Zand & Veen", 'Buurten zonder cijfers over signalen Buitenwater', 'CBS, Kerncijfers wijken en buurten (CC BY 4.0)', 'Zwerfafval: 3 periodes, januari tot en met september 2026', 'Bewoners doen zelf iets: 1 periode, januari tot en met juni 2026']) expect(text).toContain(part)
  })

  it('is small: the start page with its style and script stays below 30 kB gzipped', () => {
    const script = /src="(\/publiek\/[^"]+)"/.exec(page('/'))![1]!
    const [, style, text] = /<style data-file="([^"]+)">([^<]+)<\/style>/.exec(page('/'))!
    expect(text).toBe(page(style!)) // what the policy allows is the hash of this file
    const bytes = [page('/'), page(script)].map((file) => gzipSync(file).length)
    expect(bytes[1]).toBeLessThanOrEqual(8_000)
    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(30_000)
  })
})
