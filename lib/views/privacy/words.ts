import { many } from '@/lib/domain/many'

const signals = (n: number): string => many(n, 'signaal', 'signalen')

/** All Dutch text of the privacy screen. Another language is another object of the type `PrivacyWords`. */
export const words = {
  title: 'Privacy',
  lead: 'Vraagt iemand welke gegevens er over hem of haar zijn, of om die te verwijderen? Hier zoekt u de signalen op en verwijdert u ze.',
  manage: 'Beheer',
  empty: 'Er zijn nog geen grenzen geladen, dus ook geen signalen.',

  search: {
    title: 'Signalen zoeken',
    text: 'In Buurtfocus staan geen namen. Zoek op de plek en de dagen waar het verzoek over gaat. Wat u zoekt, wordt vastgelegd in het logboek.',
    gemeente: 'Gemeente',
    where: 'Waar?',
    point: 'Rond een punt',
    buurt: 'In een buurt',
    chosen: 'Buurt',
    at: 'Punt',
    atHelp: 'Zoek het adres op een kaart en neem de coördinaten over. Bijvoorbeeld 52.9563, 4.7601 of 113456 551234.',
    radius: 'Afstand in meters',
    radiusHelp: (min: number, max: number) => `${min} tot en met ${max} meter. Bij een adres is 25 meter meestal genoeg.`,
    coarse: 'Oudere signalen hebben geen punt meer. Zoek die per buurt.',
    from: 'Van',
    until: 'Tot en met',
    submit: 'Zoeken',
    missing: { at: 'Vul twee getallen in, bijvoorbeeld 52.9563, 4.7601.', radius: (min: number, max: number) => `Vul een getal in van ${min} tot en met ${max}.`, from: 'Kies een dag.', until: 'Kies een dag die niet voor de eerste ligt.' },
  },

  found: {
    none: 'Geen signalen gevonden',
    noneText: 'Op deze plek en in deze dagen staan er geen signalen. Zijn het oudere signalen, zoek dan per buurt. Wat al verwijderd is, vindt u niet terug: daarvan is alleen een aantal over.',
    title: (n: number) => `${signals(n)} gevonden`,
    text: 'U ziet alleen de dag en of het thema gevoelig is. De inhoud en de plek ziet u als beheerder niet.',
    caption: 'Gevonden signalen, de nieuwste eerst',
    head: ['Dag', 'Thema', 'Aantal'],
    sensitive: 'gevoelig',
    plain: 'gewoon',
  },

  erase: {
    title: 'Verwijderen',
    text: (n: number) => (n === 1 ? 'Het signaal gaat helemaal weg. Het telt ook niet meer mee op de kaarten.' : `Alle ${n} signalen gaan helemaal weg. Ze tellen ook niet meer mee op de kaarten.`),
    comesBack: 'Een volgende import zet ze niet terug. In het systeem waar ze vandaan komen, blijven ze staan; verwijder ze daar ook.',
    reason: 'Reden',
    sure: 'Ik weet dat dit niet kan worden teruggedraaid.',
    submit: (n: number) => `${signals(n)} verwijderen`,
    needReason: 'Schrijf op waarom, bijvoorbeeld het nummer van het verzoek.',
    needSure: 'Zet eerst het vinkje.',
    doneTitle: (n: number) => `${signals(n)} verwijderd`,
    done: (id: number) => `Dit staat in het logboek als verwijdering ${id}. Oude reservekopieën bevatten de signalen nog tot ze zelf worden opgeruimd.`,
    again: 'Opnieuw zoeken',
  },

  earlier: {
    title: 'Eerdere verwijderingen',
    none: 'Er is nog niets op verzoek verwijderd.',
    caption: 'Verwijderingen op verzoek, de nieuwste eerst',
    head: ['Nr.', 'Wanneer', 'Gemeente', 'Aantal', 'Door', 'Reden'],
  },

  retention: {
    title: 'Bewaartermijnen',
    text: 'Elke dag ruimt Buurtfocus zelf op. Eerst wordt het punt een buurt en gaan de toelichting en de melder weg. Later gaat het signaal weg. Het aantal per buurt en maand blijft.',
    change: 'U verandert de termijnen met een import van thema’s (kolommen coarsen_after_months en delete_after_months).',
    caption: 'Termijnen in maanden: het punt telt vanaf de waarneming, het signaal vanaf het afhandelen',
    head: ['Thema', 'Punt weg', 'Signaal weg'],
    never: 'Er is nog niet opgeruimd. Dat gebeurt de eerste keer een kwartier na het starten.',
    last: (on: string) => `Laatst opgeruimd: ${on}.`,
    result: (deleted: number, coarsened: number) => (deleted + coarsened === 0 ? 'Er was niets te doen.' : `${signals(deleted)} verwijderd, ${many(coarsened, 'punt', 'punten')} vervangen door de buurt.`),
  },
}
export type PrivacyWords = typeof words
