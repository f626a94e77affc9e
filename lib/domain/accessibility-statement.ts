/** What the page on accessibility says, in the publication and, before the first one, in the app. An honest template: the gemeente that publishes adds its own audit. */
export const accessibilityStatement: { title: string; lead: string; parts: readonly { title: string; text: readonly string[]; list?: readonly string[] }[] } = {
  title: 'Toegankelijkheid',
  lead: 'Iedereen moet Buurtfocus kunnen gebruiken, ook zonder muis, met een schermlezer of op een klein scherm.',
  parts: [
    { title: 'Waar we aan willen voldoen', text: ['We bouwen volgens WCAG 2.2, niveau AA. De wet vraagt ten minste WCAG 2.1, niveau AA (EN 301 549).'] },
    {
      title: 'Wat we testen',
      text: ['Bij elke nieuwe versie test een programma alle pagina’s, licht en donker, en lopen we de belangrijkste taken na met alleen het toetsenbord.'],
      list: ['Elke kaart heeft een tabel met dezelfde cijfers', 'Klassen op de kaart hebben een woord, en waar nodig een patroon', 'De pagina werkt vanaf 320 pixels breed', 'Beweging gaat uit als u dat in uw systeem hebt ingesteld'],
    },
    {
      title: 'Wat nog niet is onderzocht',
      text: ['Deze installatie heeft nog geen onderzoek door een onafhankelijke partij. Een gemeente die Buurtfocus gebruikt, laat dat doen en publiceert de uitkomst in het register op toegankelijkheidsverklaring.nl.'],
    },
    { title: 'Werkt iets niet?', text: ['Laat het de gemeente weten die deze pagina aanbiedt. Schrijf op welke pagina, wat u wilde doen en wat er gebeurde.'] },
  ],
}
