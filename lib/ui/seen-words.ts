import type { Phase } from '@/lib/domain/focus'
import { phaseLabels } from '@/lib/domain/focus'

const number = (n: number): string => n.toLocaleString('nl-NL', { maximumFractionDigits: 2 })
const list = new Intl.ListFormat('nl', { type: 'conjunction' })

/** Dutch text of what is seen when buurten are proposed and decided on; before the decision and of a frozen one. */
export const seenWords = {
  beside: 'Redenen naast elkaar',
  notAGrade: 'Dit is geen cijfer en geen volgorde. Het college beslist en mag afwijken.',
  standing: 'Hoe vast',
  share: (n: number, top: number) => `In ${number(n)} van de 100 redelijke wegingen bij de eerste ${number(top)}.`,
  noReasons: 'Er zijn geen redenen gevonden.',
  source: (source: string, asOf: string) => `Bron: ${source}, ${asOf}`,
  again: (year: number) => `Hoort ook bij cohort ${year}. Binnen vier jaar opnieuw vraagt een reden.`,
  reasonAgain: (reason: string) => `Waarom opnieuw: ${reason}`,
  notApplicable: 'Niet van toepassing: er wonen te weinig mensen.',
  proposed: 'voorgesteld',
  chosen: 'gekozen',
  notChosen: 'voorgesteld, niet gekozen',
  neither: '–',
  map: 'Kaart met de buurten die zijn voorgesteld of gekozen',
  mapDashed: 'Gestippeld: voorgesteld, niet gekozen.',
  mapText: 'De tabel hieronder zegt hetzelfde.',
  allTitle: 'Alle buurten',
  allHead: ['Buurt', 'Wijk', 'Inwoners', 'Hoe vast', 'Van 100 wegingen', 'Fase', 'Dit besluit'],
  allHeadOpen: ['Buurt', 'Wijk', 'Inwoners', 'Hoe vast', 'Van 100 wegingen', 'Fase', 'Voorstel'],
  phase: (phases: readonly { year: number; phase: Phase }[]) => (phases.length === 0 ? 'nooit bekend' : phases.map((p) => `${p.year}: ${phaseLabels[p.phase]}`).join('; ')),
  criteriaTitle: 'De criteria',
  criteriaHelp: 'Plaats tussen de gunstigste (0) en de ongunstigste (100) waarde. Tussen haakjes: de punten in de weging.',
  buurt: 'Buurt',
  weights: (criteria: readonly { label: string; points: number }[], noPreference: boolean) => (noPreference ? 'geen voorkeur: elke weging even waarschijnlijk' : criteria.filter((c) => c.points > 0).map((c) => `${c.label.toLowerCase()} ${c.points}`).join(', ')),
  unknown: 'onbekend',
  number,
  /** by name, because no order of buurten says anything */
  list: (names: readonly string[]): string => list.format([...names].sort((a, b) => a.localeCompare(b, 'nl'))),
}
