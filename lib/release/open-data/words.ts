/** All Dutch text of the open data. Another language is another object of the same shape. */
const buurtCode = 'Code van de buurt (CBS)'
const theme = 'Thema, kort geschreven'
const themeName = 'Naam van het thema'

export const words = {
  collections: {
    buurten: {
      title: 'Buurten', description: 'De buurten van de gemeente, met wijk, werkgebied en het gebied waarin signalen worden geteld.',
      properties: { code: buurtCode, naam: 'Naam van de buurt', wijkcode: 'Code van de wijk (CBS)', wijknaam: 'Naam van de wijk', werkgebied: 'Gebied waarin één wijkmanager werkt', gebied: 'Code van het publicatiegebied waarin de buurt ligt; leeg als er niets over wordt gepubliceerd', inwoners: 'Aantal inwoners volgens het CBS; leeg als er geen cijfer is', indeling: 'Jaar van de indeling in buurten' },
    },
    wijken: {
      title: 'Wijken', description: 'De wijken van de gemeente: de buurten van een wijk samen.',
      properties: { code: 'Code van de wijk (CBS)', naam: 'Naam van de wijk', inwoners: 'Inwoners van de buurten samen; leeg als van geen enkele buurt een cijfer is', indeling: 'Jaar van de indeling in buurten' },
    },
    publicatiegebieden: {
      title: 'Publicatiegebieden', description: 'Een buurt, of buurten van één wijk samen tot er ten minste 250 mensen wonen. Over kleinere gebieden vertellen we niets.',
      properties: { code: 'Code van het publicatiegebied', naam: 'Naam van het publicatiegebied', wijkcode: 'Code van de wijk (CBS)', buurten: 'Codes van de buurten, met | ertussen', indeling: 'Jaar van de indeling in buurten' },
    },
    'signalen-per-gebied': {
      title: 'Signalen per gebied', description: 'Hoe vaak wijkmanagers en partners iets zagen of hoorden, per publicatiegebied en afgesloten periode. Afgerond op vijftallen: 0 betekent 0 tot en met 4, en 15 betekent ongeveer 15 (11 tot en met 19). Gebieden tellen daardoor niet precies op.',
      properties: { gebied: 'Code van het publicatiegebied', naam: 'Naam van het publicatiegebied', wijkcode: 'Code van de wijk (CBS)', periode: 'Kwartaal of half jaar', van: 'Eerste dag van de periode', tot: 'Eerste dag na de periode' },
      count: (label: string): string => `Signalen over ${label}, afgerond op vijftallen; 0 betekent 0 tot en met 4; leeg als er voor deze periode geen cijfer is`,
    },
    'signalen-per-wijk': {
      title: 'Signalen per wijk', description: 'Hetzelfde voor thema’s waarmee we extra voorzichtig zijn: alleen per hele wijk, en afgerond op tientallen. 0 betekent 0 tot en met 9, en 20 betekent ongeveer 20 (11 tot en met 29). Wijken met minder dan 250 inwoners staan er niet in. Deze thema’s staan niet bij de publicatiegebieden.',
      properties: { wijkcode: 'Code van de wijk (CBS)', naam: 'Naam van de wijk', periode: 'Kwartaal of half jaar', van: 'Eerste dag van de periode', tot: 'Eerste dag na de periode' },
      count: (label: string): string => `Signalen over ${label}, afgerond op tientallen; 0 betekent 0 tot en met 9; leeg als er voor deze periode geen cijfer is`,
    },
    focusbuurten: {
      title: 'Focusbuurten', description: 'Buurten die het college als focusbuurt koos, met de dagen waarop iets begint. Een buurt kan vaker voorkomen.',
      properties: { code: 'Buurt en jaar', buurt: buurtCode, naam: 'Naam van de buurt', jaar: 'Jaar waarin de buurt focusbuurt wordt', stand: 'Hoe het ervoor staat op de dag van de publicatie', besluit: 'Dag van het besluit', plan: 'Eerste dag van het jaar waarin het plan wordt gemaakt', vastgesteld: 'Dag waarop het plan is vastgesteld', uitvoering: 'Eerste dag van de uitvoering', nazorg: 'Eerste dag van de nazorg', einde: 'Eerste dag na de nazorg', doel: 'Doel', besluittekst: 'Wat het college besloot', samenspraak: 'Wat er met bewoners is gedaan en wanneer, met | ertussen' },
    },
    maatregelen: {
      title: 'Maatregelen', description: 'Wat er in focusbuurten gepland is of gedaan wordt.',
      properties: { code: 'Buurt, jaar en volgnummer', buurt: buurtCode, jaar: 'Jaar van de focusbuurt', titel: 'Titel', toelichting: 'Toelichting', thema: theme, themanaam: themeName, stand: 'Hoe het ervoor staat', van: 'Geplande eerste dag', tot: 'Eerste dag na de planning', gereed: 'Dag waarop het klaar was', door: 'Wie het doet' },
      status: { planned: 'gepland', running: 'bezig', done: 'gedaan', stopped: 'gestopt' },
    },
    locaties: {
      title: 'Locaties', description: 'Gebouwen waar spreekuren en activiteiten zijn.',
      properties: { code: 'Code van de locatie', naam: 'Naam', soort: 'Soort', adres: 'Adres', buurt: buurtCode, openingstijden: 'Openingstijden, geschreven zoals in OpenStreetMap', rolstoel: 'Of er een rolstoel in kan, geschreven zoals in OpenStreetMap' },
    },
    activiteiten: {
      title: 'Activiteiten', description: 'Spreekuren en activiteiten van organisaties. Heeft een activiteit geen eigen locatie, dan staat er in welke buurten zij komt.',
      properties: { code: 'Code van de activiteit', naam: 'Naam', organisatie: 'Organisatie', aanbod: 'Soort aanbod', thema: theme, themanaam: themeName, toelichting: 'Toelichting', locatie: 'Code van de locatie', buurten: 'Codes van de buurten waar zij komt, met | ertussen', herhaling: 'Wanneer, als RRULE (RFC 5545)', begint: 'Begintijd, uren en minuten', minuten: 'Hoe lang het duurt, in minuten', van: 'Eerste dag', tot: 'Eerste dag waarop het er niet meer is', doelgroepen: 'Voor wie, met | ertussen', beroepskracht: 'ja als er een beroepskracht is', bevestigd: 'Dag waarop de organisatie zei dat dit klopt' },
    },
    wijkplatforms: {
      title: 'Wijkplatforms', description: 'Groepen van bewoners die over hun buurt praten. Elk platform kiest zelf zijn vorm. De vlakken zijn de buurten van het platform samen.',
      properties: { code: 'Code van het wijkplatform', naam: 'Naam', vorm: 'Vorm, zoals bewonersgroep of dorpsraad', toelichting: 'Toelichting', buurten: 'Codes van de buurten waar het platform over praat, met | ertussen' },
    },
    'wijkplatform-bijeenkomsten': {
      title: 'Bijeenkomsten van wijkplatforms', description: 'Wanneer en waar een wijkplatform bij elkaar komt, met de agenda. Van elk platform ook de laatste drie bijeenkomsten die zijn geweest.',
      properties: { code: 'Code van de bijeenkomst', wijkplatform: 'Code van het wijkplatform', naam: 'Naam van het wijkplatform', van: 'Dag van de bijeenkomst', tot: 'Eerste dag na de bijeenkomst', begint: 'Begintijd, uren en minuten', eindigt: 'Eindtijd, uren en minuten', locatie: 'Code van de locatie', plek: 'Zaal, of de plek als er geen locatie bij staat', stand: 'gaat door, afgelast of geweest', agenda: 'Punten van de agenda, met | ertussen', verslag: 'Wat er is besproken' },
      status: { planned: 'gaat door', cancelled: 'afgelast', held: 'geweest' },
    },
    'wijkplatform-afspraken': {
      title: 'Afspraken van wijkplatforms', description: 'Wat op een wijkplatform is afgesproken en wie het doet: het platform, een team of een organisatie, nooit een persoon. Wat open staat, en wat in het laatste jaar klaar was of niet doorging.',
      properties: { code: 'Code van de afspraak', wijkplatform: 'Code van het wijkplatform', naam: 'Naam van het wijkplatform', afspraak: 'Wat is afgesproken', door: 'Team of organisatie; leeg als het platform het zelf doet', uiterlijk: 'Dag waarop het klaar moet zijn', stand: 'open, klaar of gaat niet door', klaar: 'Dag waarop het klaar was', uitkomst: 'Wat er is gebeurd' },
      status: { open: 'open', done: 'klaar', dropped: 'gaat niet door' },
    },
    initiatieven: {
      title: 'Initiatieven van bewoners', description: 'Wat bewoners zelf doen, als zij het goed vinden dat het openbaar is. Een plek staat er alleen bij als dat een openbaar gebouw is.',
      properties: { code: 'Code van het initiatief', titel: 'Titel', wat: 'Wat bewoners doen', thema: theme, themanaam: themeName, buurt: buurtCode, stand: 'Hoe het ervoor staat', ontvangen: 'Dag waarop de gemeente het hoorde' },
    },
  },
  yes: 'ja',
  no: 'nee',
} as const

export const catalogWords = {
  publisher: (name: string): string => `Gemeente ${name}`,
  title: (name: string): string => `Open data over buurten van gemeente ${name}`,
  description: 'Buurten, focusbuurten, maatregelen, spreekuren, initiatieven van bewoners en afgeronde aantallen van signalen.',
  fictional: 'Alles hierin is verzonnen.',
  datasetTitle: (title: string, gemeente: string): string => `${title} in ${gemeente}`,
  distribution: (title: string, format: string): string => `${title} als ${format}.`,
  keywords: ['buurten', 'wijken', 'wijkgericht werken'],
  concepts: { attribution: 'naamsvermelding', localAuthority: 'lokale overheid', regions: 'Regio’s en steden', society: 'Bevolking en samenleving', stable: 'blijft beschikbaar', themes: 'Thema’s van de EU voor datasets' },
  service: { title: 'OGC API Features', description: 'Dezelfde gegevens, per stuk en per gebied op te vragen; in graden (CRS84) en in RD (EPSG:28992).' },
}

export const pageWords = {
  title: 'Open data',
  description: 'Alle gegevens van deze pagina’s als bestand: GeoJSON, CSV en GeoPackage.',
  lead: 'Alles wat op deze pagina’s staat, als bestand. Voor wie er zelf mee wil rekenen of kaarten van wil maken.',
  licence: 'U mag alles gebruiken als u de bron noemt (CC BY 4.0).',
  all: 'Alles bij elkaar',
  geopackage: 'alle lijsten in één bestand, voor QGIS en andere kaartprogramma’s.',
  api: 'vragen stellen vanuit een programma.',
  catalog: 'gegevens over deze gegevens, voor wie ze verzamelt.',
  inApi: 'Opvragen via de API',
  properties: (features: number, properties: number): string => `${features} ${features === 1 ? 'regel' : 'regels'}, ${properties} kolommen`,
  table: (title: string): string => `Kolommen van ${title}`,
  name: 'Kolom', meaning: 'Wat het is', kind: 'Soort', kinds: { text: 'tekst', integer: 'heel getal', date: 'dag' },
  places: 'Coördinaten',
  placesText: 'GeoJSON heeft graden: eerst lengte, dan breedte (CRS84). De GeoPackage heeft meters in RD (EPSG:28992). In CSV staan punten in allebei; vlakken staan er niet in. Van RD naar graden kan tot 25 centimeter schelen.',
} as const
