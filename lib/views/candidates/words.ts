import type { Criterion, Limit, Reason } from '@/lib/domain/focus-criteria'
import { many } from '@/lib/domain/many'

const number = (n: number): string => n.toLocaleString('nl-NL', { maximumFractionDigits: 2 })
const unitText = (unit: string): string => (unit === 'percentage' ? '%' : unit ? ` ${unit}` : '')

export const criterionWords: Record<Criterion, { label: string; unit: string; help: string }> = {
  need: { label: 'Nood in cijfers', unit: '', help: 'Waar de buurt staat tussen de gunstigste en de ongunstigste buurten.' },
  trend: { label: 'Wordt het erger?', unit: '', help: 'Hoe snel de cijfers in vijf jaar slechter werden.' },
  gap: { label: 'Gaten in het aanbod', unit: 'thema\'s', help: 'Thema\'s waarvoor iets nodig is en geen professional is. Dun telt voor de helft.' },
  energy: { label: 'Bewoners doen mee', unit: 'per 1.000 inwoners', help: 'Initiatieven van bewoners in twee jaar.' },
  physical: { label: 'Werk in de straat', unit: '', help: 'Gepland werk aan riool, straat of woningen.' },
  rest: { label: 'Lang geen focus', unit: 'jaar', help: 'Jaren sinds de vorige focus, hoogstens acht.' },
}

/** Words of a threshold's subject: a criterion or an indicator. */
export const limitWords = (indicators: readonly { key: string; label: string; unit: string }[]) => (key: string): { label: string; unit: string } => {
  const found = indicators.find((i) => i.key === key) ?? criterionWords[key as Criterion]
  return found ? { label: found.label, unit: found.unit } : { label: key, unit: '' }
}
export const valueText = (value: number, unit: string): string => `${number(value)}${unitText(unit)}`
export const limitText = ({ direction, value }: Pick<Limit, 'direction' | 'value'>, unit: string): string => (direction === 'from' ? `vanaf ${valueText(value, unit)}` : `tot en met ${valueText(value, unit)}`)

const states: Record<string, string> = { new: 'nieuw', growing: 'toenemend', persistent: 'hardnekkig', fading: 'afnemend' }

/** A reason in one sentence, without its source. Dates come as text. */
export function reasonText(r: Reason, date: (day: string) => string): string {
  switch (r.kind) {
    case 'figure': return `${r.label}: ${valueText(r.value, r.unit)} in ${r.year}. De drempel is ${limitText({ direction: r.direction, value: r.limit }, r.unit)}.`
    case 'criterion': return `${criterionWords[r.criterion].label}: ${valueText(r.value, criterionWords[r.criterion].unit)}. De drempel is ${limitText({ direction: r.direction, value: r.limit }, criterionWords[r.criterion].unit)}.`
    case 'cluster': return `Opeenhoping van signalen over ${r.theme.toLowerCase()} (${states[r.state] ?? r.state})${r.since ? `, sinds ongeveer ${date(r.since)}` : ''}.`
    case 'coverage': return r.class === 'gap' ? `Gat: er is iets nodig over ${r.theme.toLowerCase()}, en er is geen professional voor${r.since ? ` sinds ${date(r.since)}` : ''}.` : `Dun: voor ${r.theme.toLowerCase()} is er iets, maar het telt niet mee.`
    case 'overlap': return `Mogelijk dubbel aanbod: ${number(Math.round(r.hours * 10) / 10)} uur per maand, ${many(r.pairs, 'paar', 'paren')} van activiteiten.`
    case 'initiatives': return `${many(r.n, 'initiatief', 'initiatieven')} van bewoners in ${r.months} maanden.`
    case 'project': return `${r.what === 'measure' ? 'Maatregel' : 'Initiatief'} dat loopt: ${r.title}.`
    case 'visits': return `${many(r.n, 'bezoek', 'bezoeken')} in ${r.weeks} weken.${r.last ? ` Het laatste was op ${date(r.last)}.` : ' Er is nog geen bezoek vastgelegd.'}`
    case 'chosen': return r.decided ? `Het college koos deze buurt al voor ${r.year}.` : `Is al voorgedragen voor ${r.year}.`
    case 'focus': return r.year === null ? 'Was nog nooit focusbuurt.' : `Was focusbuurt vanaf ${r.year}.`
  }
}

/** All Dutch text of this view. Another language is another object of the type `Words`. */
export const words = {
  title: 'Kandidaten',
  heading: (year: number) => `Kandidaten ${year}`,
  question: 'Welke buurten kunnen focusbuurt worden, waarom, en hoe vast staat die keuze?',
  back: 'Naar de kaart Focus',
  toRotation: 'Naar het rooster',
  notForRole: 'Kandidaten zijn niet zichtbaar voor uw rol.',
  noVersion: 'Deze versie van de drempels bestaat niet.',
  year: 'Focusjaar',
  top: 'Aantal buurten',
  thresholds: 'Drempels',
  newestVersion: 'nieuwste',
  version: (v: number) => `versie ${v}`,
  overview: 'Overzicht',
  buurtIn: (gemeente: string) => `Buurt in ${gemeente}`,
  summary: (area: string, candidates: number, core: number, varies: number, top: number) =>
    candidates === 0
      ? `In ${area} haalt geen buurt genoeg drempels.`
      : `In ${area} ${candidates === 1 ? 'is 1 buurt' : `zijn ${number(candidates)} buurten`} kandidaat. Bij de eerste ${number(top)}: ${core === 0 ? 'geen buurt staat vast' : `${many(core, 'buurt staat', 'buurten staan')} vast`}, ${many(varies, 'wisselt', 'wisselen')}.`,
  sentence: {
    candidate: (name: string, share: number, top: number) => `${name} hoort in ${number(share)} van de 100 redelijke wegingen bij de eerste ${number(top)}.`,
    below: (name: string, passed: number, atLeast: number) => `${name} haalt ${many(passed, 'drempel', 'drempels')}. Een kandidaat haalt er ten minste ${number(atLeast)}.`,
    running: (name: string) => `${name} is nog focusbuurt als dit jaar begint.`,
    not_applicable: (name: string) => `Niet van toepassing: in ${name} wonen te weinig mensen.`,
  },
  notAGrade: 'Dit is geen cijfer voor een buurt. Het zegt hoe vast een keuze staat. Het college beslist.',
  flipTitle: 'Wat zou dit omdraaien?',
  flipWeight: (criterion: string, from: number, to: number, chosen: boolean) => `Als "${criterion}" ${number(to)} punten krijgt in plaats van ${number(from)}, ${chosen ? 'valt deze buurt af' : 'komt deze buurt erbij'}.`,
  flipThreshold: (label: string, from: string, to: string, chosen: boolean) => `Als de drempel voor "${label}" ${to} is in plaats van ${from}, ${chosen ? 'valt deze buurt af' : 'komt deze buurt erbij'}.`,
  noFlipWeight: 'Andere punten voor één criterium draaien dit niet om.',
  noFlipThreshold: 'Eén andere drempel draait dit niet om.',
  flipNote: (top: number, noPreference: boolean) => (noPreference ? `Gerekend vanaf de standaardpunten, met ${number(top)} buurten.` : `Gerekend vanaf uw punten, met ${number(top)} buurten.`),
  reasonsTitle: 'Waarom deze buurt?',
  noReasons: 'Er zijn geen redenen gevonden.',
  someInitiatives: (months: number) => `Bewoners kwamen met initiatieven in ${months} maanden.`,
  runningInitiative: 'Er loopt een initiatief van bewoners.',
  propose: 'Voordragen',
  proposeAll: 'Naar voorstel en besluit',
  source: (source: string, asOf: string) => `Bron: ${source}, ${asOf}`,
  valuesTitle: 'De criteria',
  valuesHead: ['Criterium', 'Waarde', 'Plaats op de schaal', 'Bron'],
  scale: (share: string) => `${share} van 100`,
  between: (low: string, high: string) => `tussen ${low} en ${high} van 100`,
  unknown: 'onbekend',
  comparableTitle: 'Buurten die hierop lijken',
  comparable: (n: number) => `Op grond van ${many(n, 'cijfer', 'cijfers')} van voor het focusjaar.`,
  noComparable: 'Er zijn geen buurten die genoeg lijken.',
  trendTitle: 'Cijfers door de jaren',
  ownLine: 'Deze buurt',
  otherLine: 'Buurten die lijken',
  yearHead: 'Jaar',
  trendTable: 'Toon als tabel',
  weightsTitle: 'Wat vindt u belangrijk?',
  weightsHelp: 'Geef punten van 0 tot 100. Hoe meer punten, hoe zwaarder het telt.',
  points: (label: string) => `Punten voor ${label.toLowerCase()}`,
  sum: (n: number) => `Samen ${many(n, 'punt', 'punten')}.`,
  weighs: (percent: number) => `telt voor ${number(percent)}%`,
  noPreference: 'Geen voorkeur: elke weging is mogelijk',
  standard: 'Terug naar de standaard',
  allZero: 'Geef ten minste één criterium punten.',
  left: (names: string) => `Niet meegewogen, want daarover is niets bekend: ${names}.`,
  limitsTitle: 'Drempels',
  limitsOf: (version: number) => `Versie ${version}`,
  limitsNone: 'Er zijn nog geen drempels vastgelegd. Nu doet elke buurt mee.',
  atLeast: (n: number) => `Een kandidaat haalt er ten minste ${number(n)}.`,
  limitsHead: ['Drempel', 'Waarde', 'Buurten'],
  toThresholds: 'Naar de drempels',
  changed: (version: number, newest: number, joins: readonly string[], leaves: readonly string[]) =>
    `U ziet versie ${version}, niet versie ${newest}. ${joins.length === 0 && leaves.length === 0 ? 'Dat maakt voor de kandidaten niets uit.' : [joins.length > 0 ? `Erbij: ${joins.join(', ')}.` : '', leaves.length > 0 ? `Valt af: ${leaves.join(', ')}.` : ''].filter(Boolean).join(' ')}`,
  caption: (n: number) => `${many(n, 'buurt', 'buurten')}`,
  columns: { name: 'Buurt', class: 'Hoe vast', share: 'Van 100 wegingen', passed: 'Drempels gehaald', clusters: 'Opeenhopingen', gaps: 'Gaten', lastFocus: 'Vorige focus', projects: 'Loopt nu', visits: 'Bezoeken', inhabitants: 'Inwoners' },
  none: '–',
  passedOf: (n: number, unknown: number) => (unknown > 0 ? `${n} (${unknown} onbekend)` : String(n)),
  legendTitle: 'Hoe vast staat de keuze',
  asOfDay: (date: string) => `Stand op ${date}`,
  asOf: (moment: string) => `Gegevens bijgewerkt op ${moment}`,
  anchors: (from: 'gemeente' | 'land', frozen: boolean) => `De schalen lopen tussen het 5e en het 95e percentiel van ${from === 'land' ? 'alle buurten van Nederland' : 'de buurten van deze gemeente'}${frozen ? ', zoals bewaard bij de drempels van dit jaar.' : ' nu. Zij staan vast zodra u drempels opslaat voor dit jaar.'}`,
  draws: (n: number) => `${number(n)} wegingen, altijd dezelfde: dezelfde link geeft dezelfde getallen.`,
  unknownSelected: 'Deze buurt hoort niet bij wat u nu ziet. Kies een andere wijk of buurt.',
}
export type Words = typeof words
