import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import type { Finding } from '@/lib/domain/cluster'
import type { ClusterDetail } from '@/lib/domain/cluster-item'
import { courseOf } from './course'
import { ClusterList } from './list'
import { ClusterRecord, type ClusterAnswer } from './record'

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => {}, refresh: () => {} }) }))

const finding: Finding = {
  id: 31, kind: 'recent', theme: { slug: 'eenzaamheid', label: 'Eenzaamheid' }, label: 'new', name: 'Lijnbaan', buurten: [{ code: 'BU99900101', name: 'Lijnbaan', part: 'core' }], from: '2026-08-10', to: '2026-11-02', told: 'exact',
  observed: 7, expected: 1.4, ratio: { value: 5, low: 2.01, high: 10.3 }, p: 0.003, pBelow: 0.01, onceInYears: null, since: null, signals: 8, visits: 12, people: 640, sources: 3, cluster: 5,
}
const item: ClusterDetail = {
  id: 5, theme: { slug: 'eenzaamheid', label: 'Eenzaamheid', sensitive: true }, state: 'new', name: 'Lijnbaan', buurten: [{ code: 'BU99900101', name: 'Lijnbaan' }], firstSeen: '2026-10-05', lastSeen: '2026-11-02', since: null,
  owner: null, version: 2, finding, sightings: [finding, { ...finding, id: 30, from: '2026-07-13', to: '2026-10-05', observed: 6 }], mayOwn: true, mayNote: true,
  events: [{ id: 3, at: '2026-11-02T10:00:00Z', by: 'wijkmanager', kind: 'note', before: null, after: null, text: 'Besproken in het wijkteam' }, { id: 2, at: '2026-11-01T10:00:00Z', by: null, kind: 'state', before: 'new', after: 'growing', text: null }, { id: 1, at: '2026-10-30T10:00:00Z', by: 'planner', kind: 'owner', before: null, after: 'Team Zorg', text: null }],
}
const answer = (more: Partial<ClusterDetail> = {}, signals: ClusterAnswer['signals'] = [{ id: 77, observedOn: '2026-10-20', buurt: 'Lijnbaan' }]): ClusterAnswer => ({ item: { ...item, ...more }, gemeente: 'GM9990', signals, choices: { teams: [], advisers: [] }, may: { initiative: true } })
const html = (of: ClusterAnswer) => renderToStaticMarkup(<ClusterRecord answer={of} method={<p>Methode</p>} />).replaceAll('&amp;', '&')
const text = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('one cluster that is followed', () => {
  it('tells how it is now, who works on it, what was done, and what belongs to it', () => {
    const page = text(html(answer()))
    for (const part of ['Lijnbaan nieuw', '7 melders over eenzaamheid', 'Nog niemand werkt hieraan.', 'Eigenaar kiezen', 'Melders 7', 'Verwacht bij gelijke verdeling 1,4', 'Besproken in het wijkteam', 'Wijkmanager, ', 'Stand: nieuw wordt groeiend', 'Eigenaar: niemand wordt Team Zorg', 'Signaal 77', 'Methode']) expect(page).toContain(part)
    expect(html(answer())).toContain('href="/kaart/dekking?gemeente=GM9990&selected=BU99900101&theme=eenzaamheid"')
    expect(html(answer())).toContain('href="/signalen?signal=77"')
  })
  it('shows the numbers over time, oldest first, with a table', () => {
    expect(courseOf(item.sightings).map((f) => f.observed)).toEqual([6, 7])
    expect(text(html(answer()))).toMatch(/Periode Melders Verwacht t\/m 4 okt 2026 6,0 1,4 t\/m 1 nov 2026 7,0 1,4/)
    expect(text(html(answer({ sightings: [finding] })))).toContain('Nog maar één keer berekend')
  })
  it('says what the reader may not: no numbers, no signals one by one, no owner to choose', () => {
    const page = text(html(answer({ finding: null, sightings: [], mayOwn: false, mayNote: false }, null)))
    expect(page).toContain('De getallen van deze opeenhoping mag u niet zien.')
    expect(page).not.toContain('Signalen hierbij')
    expect(page).not.toContain('Eigenaar kiezen')
    expect(page).not.toContain('Notitie toevoegen')
  })
  it('says that it is gone, and who owned it', () => {
    const page = text(html(answer({ state: 'gone', owner: { team: 'zorg', user: null, name: 'Team Zorg', since: '2026-10-30' } })))
    expect(page).toContain('verdwenen')
    expect(page).toContain('niet meer gevonden')
    expect(page).toContain('Team Zorg, sinds 30 oktober 2026.')
  })
})

describe('the list', () => {
  const list = (query: string, items: ClusterDetail[] = [item], searched = true) => renderToStaticMarkup(<ClusterList query={query} answer={{ gemeente: { code: 'GM9990', name: 'Proefstad', fictional: false }, items, total: items.length, searched, next: null, choices: { themes: [{ slug: 'eenzaamheid', label: 'Eenzaamheid' }], werkgebieden: [] } }} />).replaceAll('&amp;', '&')
  it('has a row for each, and the same list as a file', () => {
    expect(text(list(''))).toMatch(/Lijnbaan Eenzaamheid nieuw 7 \/ 1,4 verwacht niemand 5 okt 2026 2 nov 2026/)
    expect(list('theme=eenzaamheid')).toContain('href="/api/v1/clusters?format=csv&gemeente=GM9990&theme=eenzaamheid"')
    expect(list('')).toContain('href="/opeenhopingen/5"')
  })
  it('does not call none "no problem"', () => {
    expect(text(list('', []))).toContain('Dat betekent niet dat er geen problemen zijn.')
    expect(text(list('theme=eenzaamheid', []))).toContain('Geen opeenhopingen.')
    for (const query of ['', 'theme=eenzaamheid']) expect(text(list(query, [], false))).toMatch(/Er is nog niet overal naar opeenhopingen gezocht\.(?!.*een opeenhoping(en)?\.)/)
  })
})
