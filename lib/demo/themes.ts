import type { DemoSource, DemoTheme } from './types'

/** What may be told of a theme outside. */
const telling = {
  never: { sensitive: true, public: false, delicate: false },
  inside: { sensitive: false, public: false, delicate: false },
  wijk: { sensitive: false, public: true, delicate: true },
  area: { sensitive: false, public: true, delicate: false },
} as const

const t = (slug: string, label: string, domain: DemoTheme['domain'], told: keyof typeof telling, windowWeeks: number, minSignals: number, minSources: number, reachM: number, minFrequency: number): DemoTheme => ({ slug, label, domain, ...telling[told], windowWeeks, minSignals, minSources, reachM, minFrequency })

/**
 * Ten themes. What says something about a person (loneliness, money, health, confused behaviour) is sensitive and never public; language hints at origin, so it is
 * not public either. Young people's nuisance is about a small group that neighbours can point at: delicate, public per wijk and in tens. Public space and meeting
 * are public per area.
 */
export const demoThemes: readonly DemoTheme[] = [
  t('eenzaamheid', 'Eenzaamheid', 'sociaal', 'never', 26, 3, 2, 800, 2),
  t('schulden', 'Schulden en geldzorgen', 'sociaal', 'never', 26, 3, 2, 1200, 2),
  t('overlast-jongeren', 'Overlast door jongeren', 'veiligheid', 'wijk', 12, 5, 2, 800, 4),
  t('verward-gedrag', 'Verward gedrag', 'zorg', 'never', 26, 3, 2, 3000, 4),
  t('verkeersveiligheid', 'Verkeersveiligheid', 'fysiek', 'area', 26, 4, 2, 1000, 1),
  t('zwerfafval', 'Zwerfafval', 'fysiek', 'area', 12, 5, 2, 1000, 1),
  t('huiselijke-spanning', 'Spanning thuis', 'zorg', 'never', 26, 3, 2, 3000, 4),
  t('bewegen-en-gezondheid', 'Bewegen en gezondheid', 'zorg', 'never', 52, 3, 2, 1000, 4),
  t('taal-en-meedoen', 'Taal en meedoen', 'sociaal', 'inside', 52, 3, 2, 1200, 4),
  t('ontmoeten', 'Ontmoeten', 'sociaal', 'area', 52, 3, 2, 800, 2),
]

export const demoSources: readonly DemoSource[] = [
  { slug: 'wijkmanager', label: 'Wijkmanager', prefix: 'WM' },
  { slug: 'spreekuur', label: 'Spreekuur', prefix: 'SP' },
  { slug: 'wijkagent', label: 'Wijkagent', prefix: 'WA' },
  { slug: 'wijkverpleegkundige', label: 'Wijkverpleegkundige', prefix: 'WV' },
  { slug: 'organisatie', label: 'Organisatie', prefix: 'OR' },
  { slug: 'meldpunt', label: 'Meldpunt leefomgeving', prefix: 'MP' },
]

/** How one theme behaves; all shares 0..1. */
export type ThemeHabit = {
  /** share of all signals */
  share: number
  /** day of the year (0..1) at which it peaks, and how strongly (0 = flat, 1 = to nothing in the low season) */
  peak: number
  swing: number
  /** chance that a signal is a kans */
  chance: number
  /** accuracy: share punt and straat; the rest is buurt */
  punt: number
  straat: number
  /** relative weight of each source, in the order of demoSources */
  sources: readonly number[]
  /** weight that does not come from inhabitants (public space): in inhabitants per buurt */
  place: number
}

/** In the order of demoThemes. */
export const themeHabits: readonly ThemeHabit[] = [
  { share: 0.13, peak: 0.99, swing: 0.3, chance: 0.06, punt: 0.3, straat: 0.15, sources: [5, 6, 1, 7, 4, 0], place: 0 },
  { share: 0.1, peak: 0.06, swing: 0.25, chance: 0.03, punt: 0.25, straat: 0.15, sources: [3, 8, 1, 1, 6, 0], place: 0 },
  { share: 0.13, peak: 0.53, swing: 0.6, chance: 0.05, punt: 0.6, straat: 0.25, sources: [5, 1, 7, 0, 2, 8], place: 40 },
  { share: 0.07, peak: 0.4, swing: 0.1, chance: 0, punt: 0, straat: 0, sources: [3, 1, 6, 4, 2, 0], place: 0 },
  { share: 0.13, peak: 0.86, swing: 0.35, chance: 0.1, punt: 0.7, straat: 0.22, sources: [5, 1, 3, 0, 1, 10], place: 90 },
  { share: 0.18, peak: 0.52, swing: 0.45, chance: 0.05, punt: 0.78, straat: 0.16, sources: [5, 1, 1, 0, 1, 14], place: 160 },
  { share: 0.05, peak: 0.97, swing: 0.25, chance: 0, punt: 0, straat: 0, sources: [1, 2, 6, 3, 4, 0], place: 0 },
  { share: 0.07, peak: 0.3, swing: 0.2, chance: 0.4, punt: 0.4, straat: 0.2, sources: [4, 3, 0, 5, 5, 1], place: 20 },
  { share: 0.06, peak: 0.72, swing: 0.3, chance: 0.25, punt: 0.3, straat: 0.2, sources: [3, 6, 0, 1, 7, 0], place: 0 },
  { share: 0.08, peak: 0.62, swing: 0.2, chance: 0.5, punt: 0.5, straat: 0.2, sources: [7, 3, 1, 2, 6, 2], place: 20 },
]

/** Weekday weights per source (Monday first), in the order of demoSources: professionals work on weekdays, residents report every day. */
export const weekdayHabits: readonly (readonly number[])[] = [
  [1.1, 1.2, 1.1, 1.2, 0.8, 0.08, 0.02],
  [0.9, 1.4, 0.6, 1.5, 0.5, 0, 0],
  [1, 0.9, 0.9, 1, 1.2, 1.3, 0.9],
  [1.1, 1.1, 1, 1.1, 1, 0.25, 0.15],
  [1.1, 1.2, 1, 1.1, 0.8, 0.1, 0.05],
  [1.35, 1.1, 1, 1, 1, 0.8, 0.75],
]

/** Season factor around 1 for a theme at a share of the year (0..1). */
export function seasonOf(habit: ThemeHabit, share: number): number {
  return 1 + habit.swing * Math.cos(2 * Math.PI * (share - habit.peak))
}

/** Neutral notes without anything about a person. */
export const demoNotes: readonly string[] = [
  'Besproken in het wijkoverleg.', 'Komt vaker voor op deze plek.', 'Bewoners willen zelf meedenken.', 'Vooral in de avond.', 'Vooral in het weekend.',
  'Terugkerend onderwerp tijdens de ronde.', 'Vraag doorgezet naar het team.', 'Eerder gemeld, nog niet opgelost.', 'Genoemd tijdens het spreekuur.', 'Er is ruimte in het buurthuis.',
]
