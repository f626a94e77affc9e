import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ClusterItem } from '@/lib/domain/cluster-item'
import type { MyWork } from './load'
import { MyWorkView } from './view'
import { words } from './words'

const cluster: ClusterItem = {
  id: 5, theme: { slug: 'eenzaamheid', label: 'Eenzaamheid', sensitive: true }, state: 'new', name: 'Lijnbaan', buurten: [{ code: 'BU99900101', name: 'Lijnbaan' }], firstSeen: '2026-11-02', lastSeen: '2026-11-02', since: null, owner: null, version: 1,
  finding: {
    id: 31, kind: 'recent', theme: { slug: 'eenzaamheid', label: 'Eenzaamheid' }, label: 'new', name: 'Lijnbaan', buurten: [{ code: 'BU99900101', name: 'Lijnbaan', part: 'core' }], from: '2026-08-10', to: '2026-11-02', told: 'exact',
    observed: 7, expected: 1.4, ratio: null, p: 0.003, pBelow: 0.01, onceInYears: null, since: null, signals: 8, visits: 12, people: 640, sources: 3, cluster: 5,
  },
}
const work = (clusters: MyWork['clusters']): MyWork => ({ gemeente: 'GM9990', today: '2026-11-02', since: '2026-10-19', clusters, searched: true, signals: null, initiatives: null, ending: [], silent: null, missed: null })
const html = (of: MyWork) => renderToStaticMarkup(<MyWorkView work={of} title="Mijn wijk" may={{ signal: true, initiative: true, visit: true }} />).replaceAll('&amp;', '&')

describe('clusters on the desk', () => {
  it('come first, each with its label, numbers, period and visits, and where to look for help', () => {
    const page = html(work([cluster]))
    const lists = [...page.matchAll(/aria-labelledby="([a-z-]+)"/g)].map((m) => m[1])
    expect(lists[0]).toBe('opeenhopingen')
    expect(page).toContain('Eenzaamheid, Lijnbaan')
    expect(page).toContain('nieuw · 7 / 1,4 verwacht · 12 weken · 12 bezoeken')
    expect(page).toMatch(/<a class="desk__step utrecht-link" href="\/kaart\/dekking\?gemeente=GM9990&selected=BU99900101&theme=eenzaamheid"[^>]*>Bekijk dekkingsgat</)
  })
  it('count in the sentence when they are new or grow', () => {
    expect(words.sentence(work([cluster]))).toBe('Er is 1 nieuwe of groeiende opeenhoping.')
    expect(words.sentence(work([{ ...cluster, state: 'persistent' }]))).toBe('Er ligt nu niets dat op u wacht.')
  })
  it('are told by label alone where the numbers are not for the reader, and not at all to who sees none', () => {
    const unseen = html(work([{ ...cluster, finding: null }]))
    expect(unseen).toContain('nieuw</span>')
    expect(unseen).not.toContain('verwacht')
    expect(html(work(null))).not.toContain('Opeenhopingen')
    expect(html(work([]))).toContain('Dat betekent niet: geen problemen.')
  })
  it('are not called absent before all of them were looked for', () => {
    const early = html({ ...work([]), searched: false })
    expect(early).toContain('Er is nog niet overal naar opeenhopingen gezocht.')
    expect(early).not.toContain('Geen opeenhopingen gevonden')
  })
})

describe('relapse after focus', () => {
  it('stands on the desk of who plans focus, with its figures and the way to the result', () => {
    const of = { ...work(null), relapsed: [{ code: 'BU99900101', name: 'Lijnbaan', year: 2023, labels: ['Eenzame volwassenen', 'Schulden'] }] }
    expect(html(of)).toMatch(/href="\/focus\/2023\/BU99900101\/resultaat"[^>]*><span class="desk__title">Lijnbaan, focus 2023<\/span><span class="quiet small">Eenzame volwassenen, Schulden</)
    expect(words.sentence(of)).toBe('Er is 1 focusbuurt met terugval.')
    expect(html({ ...work(null), relapsed: [] })).toContain('Geen focusbuurt in nazorg valt terug.')
    expect(html(work(null))).not.toContain('Terugval')
  })
})
