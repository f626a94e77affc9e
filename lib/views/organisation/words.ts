import { monthsBetween, type Told } from '@/lib/analysis/ladder'
import { many } from '@/lib/domain/many'
import { daysBetween } from '@/lib/domain/period'

const one = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 })
/** Hours as people write them: "120", "12,5". */
export const hoursText = (hours: number): string => one.format(hours)

/** "3 maanden geleden" of a day, on another day. */
export function ago(day: string, on: string): string {
  const days = daysBetween(day, on)
  const months = monthsBetween(day, on)
  if (days <= 0) return 'vandaag'
  if (days === 1) return 'gisteren'
  if (days < 14) return `${days} dagen geleden`
  if (months < 1) return `${Math.floor(days / 7)} weken geleden`
  if (months < 24) return months === 1 ? '1 maand geleden' : `${months} maanden geleden`
  return `${Math.floor(months / 12)} jaar geleden`
}

/** "120 van 400 uur geleverd, laatst bevestigd 3 maanden geleden": what was done, never what it did. */
export function ladderSentence(told: Pick<Told, 'agreed' | 'delivered' | 'lastConfirmed'>, on: string): string {
  const hours = told.agreed > 0 ? `${hoursText(told.delivered)} van ${hoursText(told.agreed)} uur geleverd` : `${hoursText(told.delivered)} uur geleverd, zonder afspraak over uren`
  return `${hours}, ${told.lastConfirmed === null ? 'nog nooit bevestigd' : `laatst bevestigd ${ago(told.lastConfirmed, on)}`}`
}

/** All Dutch text of this part. Another language is another object of the type `Words`. */
export const words = {
  wholeGemeente: 'hele gemeente',
  unknownPlace: 'onbekende plek',
  year: 'Jaar',
  where: {
    title: 'Waar de organisatie werkt',
    none: 'Er zijn geen activiteiten en geen afspraken in dit jaar. Voeg een activiteit toe, of kies een ander jaar.',
    summary: (works: number, all: number) => `Met activiteiten in ${works} van de ${all} buurten.`,
    wide: 'Een deel is voor de hele gemeente.',
    table: 'Buurten waar de organisatie werkt',
    all: (n: number) => `Nog ${many(n, 'buurt', 'buurten')}`,
    head: ['Buurt', 'Activiteiten', 'Regels van afspraken', 'Thema’s', 'Klasse'],
    showMap: 'Toon op de kaart',
    legend: 'Waar de organisatie werkt',
    map: 'Kaart',
    tip: (activities: number, lines: number) => `${activities} ${activities === 1 ? 'activiteit' : 'activiteiten'}, ${lines} ${lines === 1 ? 'regel' : 'regels'}`,
  },
  ladder: {
    title: (year: number) => `Afspraken in ${year}: wat is geleverd`,
    hidden: 'Afspraken van andere organisaties ziet u niet.',
    none: (year: number) => `Er zijn voor ${year} geen vastgestelde afspraken.`,
    concepts: (n: number) => (n === 1 ? '1 afspraak is nog een concept en telt niet mee.' : `${n} afspraken zijn nog een concept en tellen niet mee.`),
    total: 'Samen',
    rungs: { seen: 'Gezien', delivered: 'Geleverd', planned: 'Gepland', agreed: 'Afgesproken' },
    rest: 'nog niet gepland',
    barLabel: (name: string) => `Uren van ${name}`,
    lines: 'Per regel',
    head: ['Regel', 'Thema', 'Waar', 'Afgesproken', 'Gepland', 'Geleverd', 'Gezien', 'Laatst bevestigd'],
    cells: 'Per buurt en thema',
    cellsHead: ['Buurt', 'Thema', 'Afgesproken', 'Gepland', 'Geleverd', 'Gezien', 'Laatst bevestigd', 'Verdeeld'],
    apportioned: 'naar inwoners',
    apportionedNote: 'Uren voor een wijk of de hele gemeente zijn naar het aantal inwoners over de buurten verdeeld. Uren van een activiteit tellen waar de activiteit is.',
    onceNote: 'Wat in dezelfde periode is gepland, geleverd en gezien, telt één keer: gezien is ook geleverd, geleverd is ook gepland.',
    withoutLine: (hours: string) => `Daarnaast is ${hours} uur geleverd door activiteiten die bij geen regel horen.`,
    elsewhere: (hours: string) => `${hours} uur ligt in geen buurt van deze indeling.`,
    never: 'nog nooit',
    freshNote: 'Dat is langer dan zes maanden: klopt het nog?',
    csv: 'Download CSV per regel',
    csvBuurt: 'Download CSV per buurt',
    confirm: 'Klopt nog',
    confirmed: 'Bevestigd',
  },
  others: {
    title: 'Wie werkt hier nog meer',
    lead: 'Andere organisaties met een activiteit over hetzelfde thema in dezelfde buurten. Samen doen mag; dat telt niet als dubbel werk.',
    none: 'Geen andere organisatie heeft nu een activiteit over deze thema’s in deze buurten.',
    table: 'Andere organisaties op dezelfde buurten en thema’s',
    all: (n: number) => `Nog ${n} van deze organisaties en thema’s`,
    head: ['Organisatie', 'Thema', 'Buurten', 'Activiteiten', 'Samenwerking'],
    more: (n: number) => `en ${n} meer`,
    wide: 'hele gemeente',
    cooperates: 'Werken samen',
    mark: 'Wij werken samen',
    markFor: (activity: string, other: string) => `Markeer ${activity} als samenwerking met ${other}`,
    which: 'Eigen activiteit',
    saved: 'Vastgelegd',
    noOwn: 'Geen eigen activiteit hier',
  },
  failed: 'Er ging iets mis',
}
export type Words = typeof words
