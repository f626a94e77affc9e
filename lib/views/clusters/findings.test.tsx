import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { RunState } from '@/lib/domain/cluster'
import { findingRows } from './definition'
import { exampleAnswer, exampleFinding } from './example'
import { FindingList, noneText } from './finding-list'
import { FindingPanel } from './finding-panel'
import { FindingsTable } from './findings-table'
import { chosenFinding, outlinesOf } from './outlines'
import { tipOf } from './tip'
import { questionOf, startsItself } from './use-run'

const quiet = { live: null, refused: null, start: () => {}, cancel: () => {} }
const opening = { href: (id: number) => `?finding=${id}`, onOpen: () => {} }
const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const list = (answer = exampleAnswer(), run: Parameters<typeof FindingList>[0]['run'] = quiet) => renderToStaticMarkup(<FindingList answer={answer} run={run} {...opening} />)
const panel = (answer = exampleAnswer(), finding = answer.findings[0]) => renderToStaticMarkup(<FindingPanel answer={answer} finding={finding} closeHref="?" onClose={() => {}} focus={false} />)
const run = (more: Partial<RunState>): RunState => ({ ...exampleAnswer().meta.run!, ...more })

describe('the list of findings', () => {
  it('names each with its label, numbers and period, as a link', () => {
    expect(text(list())).toContain('1 opeenhoping Lijnbaan nieuw 7 / 1,4 verwacht · 12 weken')
    expect(list()).toContain('href="?finding=31"')
  })
  it('names the theme only when none was chosen', () => {
    expect(text(list())).not.toContain('Eenzaamheid: 7')
    expect(text(list(exampleAnswer({ params: {} })))).toContain('Eenzaamheid: 7 / 1,4')
  })
  it('tells apart what is no cluster: more visits, piles on one point, buurten without people', () => {
    const html = text(list(exampleAnswer({ findings: [exampleFinding({ kind: 'presence', label: null })] }, { piles: [{ code: 'BU99900102', name: 'Haven', n: 40, share: 0.04 }], withoutInhabitants: [{ code: 'BU99900103', name: 'Bedrijvenpark', n: 1 }] })))
    expect(html).toContain('Opeenhopingen Geen opeenhoping gevonden.')
    expect(html).toMatch(/Meer bezoek, meer gemeld .* Lijnbaan 7 \/ 1,4 verwacht/)
    expect(html).toContain('40 signalen (4 %) liggen op precies hetzelfde punt in Haven.')
    expect(html).toContain('1 signaal ligt in een buurt zonder inwoners: Bedrijvenpark.')
  })
  it('says how sure "none" is, and when there is too little to search in', () => {
    const fact = exampleAnswer().meta.facts[0]!
    const none = (meta: Parameters<typeof exampleAnswer>[1]) => noneText(exampleAnswer({ findings: [] }, meta))
    expect(none({})).toBe('Geen opeenhoping gevonden. Met dit aantal melders vinden we een verdubbeling in vijf buurten in ongeveer 8 van de 10 gevallen. Dat betekent niet dat er geen probleem is.')
    expect(none({ facts: [{ ...fact, state: 'too_few', total: 12, power: null }] })).toContain('Te weinig meldingen (12 melders)')
    expect(none({ facts: [{ ...fact, state: 'too_few', total: null, power: null }] })).toContain('Te weinig meldingen om naar')
    expect(none({ facts: [{ ...fact, state: 'one_buurt' }] })).toContain('maar één buurt')
    expect(none({ facts: [fact, { ...fact, theme: 'schulden', state: 'too_few' }] })).toContain('Gezocht in 2 thema’s')
  })
  it('shows real progress and a way to stop, and keeps old findings meanwhile', () => {
    const live = run({ id: 10, status: 'running', progress: 0.42, step: 'Loten' })
    const html = list(exampleAnswer(), { ...quiet, live })
    expect(html).toMatch(/<progress[^>]* value="0.42"[^>]* max="1"|<progress[^>]* max="1"[^>]* value="0.42"/)
    expect(text(html)).toContain('Wordt bijgewerkt 42 % · Loten Wat u ziet is van de vorige berekening. Stoppen Lijnbaan')
    expect(text(list(exampleAnswer({ findings: [] }, { run: live }), { ...quiet, live }))).toContain('Opeenhopingen zoeken 42 %')
    // Done, but its findings are not here yet: not "nothing was searched".
    expect(text(list(exampleAnswer({ findings: [] }, { run: null }), { ...quiet, live: run({ id: 10 }) }))).toContain('Opeenhopingen zoeken 100 % · Klaar; de uitkomst wordt opgehaald')
    expect(text(list(exampleAnswer(), { ...quiet, live: run({}) }))).not.toContain('100 %')
    expect(text(list(exampleAnswer({ findings: [] }, { run: run({ status: 'failed' }) })))).toContain('Het zoeken is niet gelukt. Opnieuw zoeken')
    expect(text(list(exampleAnswer({ findings: [] }, { run: null, may: { run: false, signals: false, initiative: false, follow: false } })))).toContain('Opeenhopingen zoeken kan met uw rol niet.')
  })
})

describe('the panel of a finding', () => {
  it('tells what, where, since when, how sure and what was looked at', () => {
    const html = text(panel())
    for (const part of ['Lijnbaan', 'nieuw', '7 melders over eenzaamheid', 'Bij gelijke verdeling verwacht je er 1 of 2', '3 van de 1.000', 'Sinds ongeveer 12 augustus 2026', 'Periode 10 augustus 2026 tot en met 1 november 2026', 'Signalen 8', 'Bronnen 3', 'Bezoeken 12', 'Inwoners die het kan aangaan 640']) expect(html).toContain(part)
  })
  it('offers the next steps, each for this theme and buurt', () => {
    const html = panel().replaceAll('&amp;', '&')
    expect(html).toContain('href="/kaart/dekking?gemeente=GM9990&selected=BU99900101&theme=eenzaamheid"')
    expect(html).toContain('href="/initiatieven/nieuw?buurt=BU99900101&gemeente=GM9990&theme=eenzaamheid"')
    expect(html).toContain('href="/signalen?from=2026-08-10&gemeente=GM9990&selected=BU99900101&theme=eenzaamheid&to=2026-11-02"')
    expect(html).toContain('href="/opeenhopingen/5"')
    const college = panel(exampleAnswer({}, { may: { run: true, signals: false, initiative: false, follow: true } }))
    expect(college).not.toContain('/signalen')
    expect(college).not.toContain('/initiatieven/nieuw')
  })
  it('has no work item for parameters of somebody’s own, and says when it is not of this answer', () => {
    expect(panel(exampleAnswer({ findings: [exampleFinding({ cluster: null })] }))).not.toContain('/opeenhopingen/')
    expect(text(panel(exampleAnswer({ findings: [] }), undefined))).toContain('hoort niet bij wat u nu ziet')
  })
  it('tells no exact number to a rounded reader', () => {
    const html = text(panel(exampleAnswer({ findings: [exampleFinding({ told: 'rounded', observed: 35, expected: 16, ratio: null, p: null, pBelow: 0.001, since: null, signals: null, visits: null, sources: null })] })))
    expect(html).toContain('ongeveer 35 melders')
    expect(html).toContain('bijna zeker geen toeval')
    expect(html).toContain('Signalen niet zichtbaar voor u')
    expect(html).not.toContain('keer zo veel')
  })
})

describe('one set of numbers', () => {
  it('is on the map, in the tip, in the table and in the file', () => {
    const answer = exampleAnswer()
    expect(outlinesOf(answer, answer.findings[0])).toEqual([{ id: '31', areas: answer.findings[0]!.buurten, label: '7 / 1,4 verwacht\nnieuw', look: 'strong', chosen: true }])
    expect(outlinesOf(exampleAnswer({ params: {} }), undefined)[0]).toMatchObject({ label: 'Eenzaamheid\n7 / 1,4 verwacht\nnieuw', chosen: false })
    expect(tipOf('outline', { id: '31' }, answer)?.lines).toContain('7 / 1,4 verwacht, nieuw')
    expect(text(renderToStaticMarkup(<FindingsTable answer={answer} {...opening} />))).toMatch(/Lijnbaan nieuw Eenzaamheid 7 1,4 5,0 × \(2,0 – 10\)/)
    expect(findingRows(answer)).toEqual([expect.objectContaining({ id: 31, cluster: 5, label: 'new', buurten: 'BU99900101', observed: 7, expected: 1.4, ratioLow: 2.01, findingFrom: '2026-08-10' })])
  })
  it('tells of an area what its class does not say already', () => {
    const first = exampleAnswer().areas[0]!
    const lines = (more: Partial<typeof first>) => tipOf('area', { code: first.code, water: first.water }, exampleAnswer({ areas: [{ ...first, ...more }] }))?.lines
    expect(lines({ n: 0, rate: null, told: 'rounded', class: 'few' })).toEqual(['weinig of geen signalen (afgerond)'])
    expect(lines({ n: 0, rate: null, class: 'no-signals' })).toEqual(['geen signalen in deze periode'])
    expect(lines({ n: 3, rate: null, class: 'too-few' })).toEqual(['3 signalen', 'te weinig gegevens: minder dan 50 inwoners'])
    expect(lines({ n: null, rate: null, told: 'withheld', class: 'withheld' })).toEqual(['niet zichtbaar voor uw rol met dit filter'])
    expect(lines({ n: 12, rate: 4.2, class: 'rate-2' })).toEqual(['12 signalen', '4,2 per 1.000 inwoners'])
  })
  it('is what an address means, also after a newer calculation found the same work item', () => {
    const answer = exampleAnswer({ findings: [exampleFinding({ id: 50 })] })
    const of = (finding?: string, cluster?: string) => chosenFinding(answer, { finding, cluster })?.id
    expect([of('50'), of('31', '5'), of('31', '6'), of('31'), of(undefined, '5')]).toEqual([50, 50, undefined, undefined, undefined])
  })
  it('draws no outline of what is no cluster, and a lighter one of what fades', () => {
    expect(outlinesOf(exampleAnswer({ findings: [exampleFinding({ kind: 'presence', label: null })] }), undefined)).toEqual([])
    expect(outlinesOf(exampleAnswer({ findings: [exampleFinding({ kind: 'fading', label: 'fading' })] }), undefined)[0]!.look).toBe('fading')
  })
})

describe('starting a calculation', () => {
  it('asks exactly what the page shows', () => {
    expect(questionOf(exampleAnswer({ params: { theme: 'eenzaamheid', kind: 'kans', show: 'count', selected: 'BU99900101' } }))).toEqual({ gemeente: 'GM9990', theme: 'eenzaamheid', from: '2026-05-01', to: '2026-11-01', kind: 'kans' })
  })
  it('happens by itself when there is none or it is out of date, not while one runs, after one was stopped, or for who may not', () => {
    const with_ = (of: RunState | null, may = true) => startsItself(exampleAnswer({}, { run: of, may: { run: may, signals: false, initiative: false, follow: false } }))
    expect([with_(null), with_(run({ outdated: true })), with_(run({})), with_(run({ status: 'queued', outdated: true })), with_(run({ status: 'cancelled' })), with_(run({ status: 'failed' })), with_(null, false)]).toEqual([true, true, false, false, false, false, false])
  })
})
