import { many } from '@/lib/domain/many'
import type { MyWork } from './load'
import { words as requestWords } from './request-words'

const weeks = (n: number): string => many(n, 'week', 'weken')
const list = (parts: string[]): string => (parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} en ${parts.at(-1)!}`)

/** All Dutch text of "Mijn wijk" and "Mijn werk". Another language is another object of the type `MyWorkWords`. */
export const words = {
  area: 'Mijn wijk',
  work: 'Mijn werk',
  noArea: 'U hebt nu geen eigen wijk. Vraag de beheerder om u aan een wijk te koppelen.',
  noBoundaries: 'Er zijn nog geen grenzen geladen. De beheerder kan dat doen bij Importeren.',

  /** the answer in one sentence */
  sentence: (w: MyWork): string => {
    const late = (w.initiatives?.withoutOwner.filter((i) => i.late).length ?? 0) + (w.initiatives?.mine.filter((i) => i.late).length ?? 0)
    const signals = (w.signals ?? []).reduce((n, s) => n + s.n, 0)
    const clusters = (w.clusters ?? []).filter((c) => c.state === 'new' || c.state === 'growing').length
    const parts = [
      ...(clusters > 0 ? [many(clusters, 'nieuwe of groeiende opeenhoping', 'nieuwe of groeiende opeenhopingen')] : []),
      ...(signals > 0 ? [many(signals, 'nieuw signaal', 'nieuwe signalen')] : []),
      ...(late > 0 ? [`${many(late, 'initiatief dat', 'initiatieven die')} op ${late === 1 ? 'zich laat' : 'zich laten'} wachten`] : []),
      ...((w.requests?.items.length ?? 0) > 0 ? [requestWords.waiting(w.requests!.items.length)] : []),
      ...((w.initiatives?.notAnswered.length ?? 0) > 0 ? [many(w.initiatives!.notAnswered.length, 'antwoord dat anderen nog schuldig zijn', 'antwoorden die anderen nog schuldig zijn')] : []),
      ...((w.silent?.length ?? 0) > 0 ? [many(w.silent!.length, 'afspraak die niemand bevestigde', 'afspraken die niemand bevestigde')] : []),
      ...(w.ending.length > 0 ? [many(w.ending.length, 'activiteit die binnenkort stopt', 'activiteiten die binnenkort stoppen')] : []),
      ...((w.relapsed?.length ?? 0) > 0 ? [many(w.relapsed!.length, 'focusbuurt met terugval', 'focusbuurten met terugval')] : []),
      ...((w.missed?.length ?? 0) > 0 ? [many(w.missed!.length, 'buurt die op bezoek wacht', 'buurten die op bezoek wachten')] : []),
    ]
    return parts.length === 0 ? 'Er ligt nu niets dat op u wacht.' : `Er ${/^1 /.test(parts[0]!) ? 'is' : 'zijn'} ${list(parts)}.`
  },

  signals: { title: 'Nieuwe signalen', since: (day: string) => `Sinds ${day}`, none: 'Geen nieuwe signalen.', record: 'Signaal opnemen', nowhere: 'plek onbekend', row: (n: number, last: string) => `${many(n, 'signaal', 'signalen')}, laatste op ${last}` },
  clusters: {
    title: 'Opeenhopingen', none: 'Geen opeenhopingen gevonden. Dat betekent niet: geen problemen.', coverage: 'Bekijk dekkingsgat',
    row: (label: string, score: string, period: string, visits: string | null) => [label, score, period, ...(visits === null ? [] : [visits])].join(' · '),
    visits: (n: number) => many(n, 'bezoek', 'bezoeken'),
  },
  withoutOwner: { title: 'Zonder eigenaar', none: 'Elk initiatief heeft een eigenaar.', received: (day: string) => `Ontvangen op ${day}`, late: 'te laat', add: 'Initiatief opnemen' },
  mine: { title: 'Wacht op u', none: 'Geen initiatieven die op u wachten.', due: (day: string) => `Antwoord uiterlijk ${day}` },
  notAnswered: { title: 'Wie heeft niet geantwoord', none: 'Niemand is te laat met een antwoord.', row: (owner: string, day: string) => `${owner}, uiterlijk ${day}` },
  silent: { title: 'Afspraken zonder bevestiging', text: 'Langer dan een half jaar niets gehoord.', none: 'Alle afspraken zijn het laatste half jaar bevestigd.', never: (hours: string) => `${hours} uur, nooit bevestigd`, last: (hours: string, day: string) => `${hours} uur, laatst bevestigd op ${day}` },
  ending: { title: 'Loopt binnenkort af', text: 'Activiteiten die binnen 60 dagen stoppen.', none: 'Er stopt voorlopig niets.', row: (organisation: string, where: string | null, day: string) => `${organisation}${where ? `, ${where}` : ''}; laatste dag voor ${day}` },
  relapsed: { title: 'Terugval na focus', text: 'Cijfers die onder de drempel waren en er weer overheen zijn.', none: 'Geen focusbuurt in nazorg valt terug.', name: (name: string, year: number) => `${name}, focus ${year}`, row: (labels: readonly string[]) => labels.join(', ') },
  missed: { title: 'Lang niet geweest', text: 'Langer geleden dan het doel van de buurt.', none: 'Alle buurten met een doel zijn op tijd bezocht.', record: 'Bezoek vastleggen', never: (target: number) => `Nooit bezocht; doel: elke ${weeks(target)}`, last: (ago: number, target: number) => `${weeks(ago)} geleden; doel: elke ${weeks(target)}` },
  all: (n: number) => `Alle ${n.toLocaleString('nl-NL')} tonen`,
}
export type MyWorkWords = typeof words
