import type { Finding } from '@/lib/domain/cluster'
import type { Answer, AreaRow } from './definition'

/** An answer for tests: three buurten of an invented town, of which one stands out. Hand-made. */
export const exampleRow = (name: string, more: Partial<AreaRow> = {}): AreaRow => ({
  code: name, name, wijkName: null, werkgebied: null, water: false, inhabitants: null, n: 0, told: 'exact', rate: null, class: 'average', visits: 0,
  reporters: null, smoothed: null, ratio: null, ratioLow: null, ratioHigh: null, trend: null, findings: [], ...more,
})

export const exampleFinding = (more: Partial<Finding> = {}): Finding => ({
  id: 31, kind: 'recent', theme: { slug: 'eenzaamheid', label: 'Eenzaamheid' }, label: 'new', name: 'Lijnbaan', buurten: [{ code: 'BU99900101', name: 'Lijnbaan', part: 'core' }], from: '2026-08-10', to: '2026-11-02',
  told: 'exact', observed: 7, expected: 1.4, ratio: { value: 5, low: 2.01, high: 10.3 }, p: 0.003, pBelow: 0.01, onceInYears: null, since: '2026-08-12', signals: 8, visits: 12, people: 640, sources: 3, cluster: 5, ...more,
})

export const exampleAnswer = (more: Partial<Omit<Answer, 'meta'>> = {}, meta: Partial<Answer['meta']> = {}): Answer => ({
  view: 'clusters',
  params: { theme: 'eenzaamheid' },
  meta: {
    gemeente: { code: 'GM9990', name: 'Proefstad', fictional: false }, boundaryYear: 2026, from: '2026-05-01', to: '2026-11-01', n: 20, told: 'exact', withoutSensitive: false, nElsewhere: 0, asOf: '2026-11-01T10:00:00Z', method: 'clusters 3',
    denominator: { label: 'inwoners', year: 2026, source: 'CBS' }, breaks: null, gemeenteRate: 4, estimate: { of: 'reporters', mean: 3.8, differs: true },
    run: { id: 9, status: 'done', progress: 1, step: null, question: { gemeente: 'GM9990', theme: 'eenzaamheid', period: { from: '2026-05-01', to: '2026-11-01' }, source: null, evidence: null, kind: 'knelpunt' }, askedAt: '2026-11-01T10:00:00Z', finishedAt: '2026-11-01T10:00:03Z', outdated: false },
    facts: [{ theme: 'eenzaamheid', total: 180, state: 'ok', dispersion: 1.1, indicative: false, power: 0.78 }], piles: [], withoutInhabitants: [], may: { run: true, signals: true, initiative: true, follow: true }, ...meta,
  },
  choices: { gemeenten: [], themes: [{ slug: 'eenzaamheid', label: 'Eenzaamheid', sensitive: true, windowWeeks: 26 }], werkgebieden: [{ slug: 'oost', name: 'Oost' }], sources: [], months: { first: '2024-01-01', last: '2026-10-01' } },
  areas: [exampleRow('Lijnbaan', { code: 'BU99900101', n: 8, inhabitants: 640, rate: 12.5, visits: 12, class: 'rate-5', reporters: 7, smoothed: 6.5, ratio: 1.7, ratioLow: 1.2, ratioHigh: 2.3, findings: [31] }), exampleRow('Haven', { code: 'BU99900102', n: 4, inhabitants: 2000, rate: 2, ratio: 0.9, ratioLow: 0.6, ratioHigh: 1.3, smoothed: 3.4, reporters: 4 })],
  trend: [],
  findings: [exampleFinding()],
  ...more,
})
