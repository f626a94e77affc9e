import type { Answer } from './definition'

/** All Dutch text of this view. Another language is another object of the type `Words`. */
export const words = {
  route: 'Route',
  all: 'Alle',
  toList: 'Lijst van initiatieven',
  toIntake: 'Initiatief opnemen',
  overview: 'Overzicht',
  buurtIn: (gemeente: string) => `Buurt in ${gemeente}`,
  none: '–',
  water: 'water',
  columns: { name: 'Buurt', open: 'Open', late: 'Te laat', class: 'Stand', owner: 'Dagen tot eigenaar', answer: 'Dagen tot antwoord' },
  tableCaption: (areas: string) => `${areas}; dezelfde gegevens als de kaart`,
  asOf: (moment: string) => `Gegevens bijgewerkt op ${moment}`,
  legendTitle: 'Initiatieven per buurt',
  legendOn: (day: string) => `Stand van ${day}`,
  legendCounts: (open: string, late: string) => `${open} open, ${late} te laat`,
  sentence: (area: string, open: number, late: number): string => {
    if (open === 0) return `In ${area} is geen initiatief open.`
    const are = open === 1 ? 'is 1 initiatief open' : `zijn ${open} initiatieven open`
    return `In ${area} ${are}. ${late === 0 ? 'Alles is nog op tijd.' : late === 1 ? (open === 1 ? 'Het is te laat.' : 'Daarvan is er 1 te laat.') : `Daarvan zijn er ${late} te laat.`}`
  },
  notVisible: (area: string) => `De initiatieven van ${area} zijn niet zichtbaar voor uw rol.`,
  facts: { open: 'open', late: 'te laat', owner: 'dagen tot een eigenaar (middelste)', answer: 'dagen tot een antwoord (middelste)' },
  sees: {
    all: '',
    'without-care': 'Initiatieven bij Team Zorg tellen hier niet mee: die ziet alleen Team Zorg.',
    'own-buurten': 'U ziet de initiatieven van uw eigen wijk; die bij Team Zorg alleen als u gevoelige thema’s mag zien.',
    own: 'U ziet alleen de initiatieven waarvan uw organisatie eigenaar is.',
    none: 'Als beheerder ziet u geen initiatieven.',
  } satisfies Record<Answer['meta']['sees'], string>,
  lateTitle: 'Te laat',
  noneLate: 'Er is niets te laat.',
  noBuurt: 'geen buurt',
  lateDays: (days: number) => (days === 1 ? '1 dag te laat' : `${days} dagen te laat`),
  waitsFor: { owner: 'wacht op een eigenaar', answer: 'wacht op antwoord' },
  received: (day: string) => `ontvangen op ${day}`,
  elsewhere: (n: number) => (n === 1 ? '1 open initiatief ligt in geen buurt van deze indeling.' : `${n} open initiatieven liggen in geen buurt van deze indeling.`),
}
export type Words = typeof words
