import type { CopyState } from '@/lib/db/agreement-copy'

const hours = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 })
const euro = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })

/** All Dutch text of copying agreements. Another language is another object of the type `Words`. */
export const words = {
  title: 'Afspraken overnemen',
  lead: (from: number, to: number) => `Neem ${from} over naar ${to}: elke afspraak met zijn regels, als concept. Er verandert niets aan ${from}.`,
  from: 'Van jaar',
  to: 'Naar jaar',
  show: 'Toon',
  crumb: 'Prestatieafspraken',
  table: (from: number) => `Afspraken van ${from}`,
  head: ['Kies', 'Organisatie', 'Afspraak', 'Regels', 'Uren', 'Subsidie', 'Wat er gebeurt'],
  pick: (title: string, organisation: string) => `Neem over: ${title} van ${organisation}`,
  becomes: (title: string) => `wordt "${title}"`,
  state: { new: '', copied: 'is al overgenomen', exists: 'heeft dat jaar al een afspraak', concept: 'is nog een concept', stopped: 'de organisatie is dan gestopt' } satisfies Record<CopyState, string>,
  there: 'bekijk',
  none: (year: number) => `Er zijn geen afspraken van ${year}. Kies een ander jaar.`,
  nothing: 'Alles is al overgenomen.',
  button: (n: number, from: number, to: number) => (n === 1 ? `Neem 1 afspraak van ${from} over naar ${to}` : `Neem ${n} afspraken van ${from} over naar ${to}`),
  busy: 'Bezig met overnemen',
  done: (n: number, to: number) => (n === 1 ? `1 afspraak staat als concept in ${to}.` : `${n} afspraken staan als concept in ${to}.`),
  doneNone: 'Er was niets meer over te nemen.',
  toList: (to: number) => `Bekijk de afspraken van ${to}`,
  undo: 'Ongedaan maken',
  undoing: 'Bezig met terugdraaien',
  undone: (n: number) => (n === 1 ? '1 gegeven is teruggedraaid.' : `${n} gegevens zijn teruggedraaid.`),
  kept: 'Deze zijn daarna gewijzigd en blijven staan:',
  wrongYears: 'Kies twee verschillende jaren.',
  notForYou: 'Afspraken overnemen doen planners, adviseurs en beheerders.',
  failed: 'Er ging iets mis',
  hours: (n: number | null) => (n === null ? '–' : hours.format(n)),
  euro: (n: number | null) => (n === null ? '–' : euro.format(n).replace(/\u00a0/g, ' ')),
}
export type Words = typeof words
