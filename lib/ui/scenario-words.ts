/** Dutch text of saved scenarios: keeping, naming, comparing. What a scenario holds is said by its view. */
export const scenarioWords = {
  heading: 'Opgeslagen scenario\'s', none: 'Er is nog niets opgeslagen.', gone: 'Dit scenario is er niet (meer). Degene die het maakte, kan het hebben weggehaald.',
  save: 'Bewaar als scenario', name: 'Naam van het scenario', saved: 'Bewaard. Deel de link met collega\'s.',
  rename: 'Naam wijzigen', renameOf: (name: string) => `Naam van ${name} wijzigen`, renamed: 'De naam is gewijzigd.', keep: 'Bewaar', cancel: 'Annuleer',
  remove: 'Weghalen', removeOf: (name: string) => `${name} weghalen`, removed: (name: string) => `"${name}" is weggehaald.`, undo: 'Ongedaan maken', restored: 'Teruggezet.',
  madeOn: (day: string, by: string) => `Gemaakt op ${day} door ${by}`, program: 'het programma',
  frozen: (day: string) => `Dit is het scenario zoals het op ${day} is bewaard, met de gegevens van toen.`, again: 'Opnieuw berekenen met de gegevens van nu', close: 'Sluit het scenario',
  compare: 'Vergelijk', compareHelp: 'Kies twee of drie scenario\'s.', compareOne: (name: string) => `Vergelijk ${name}`,
  comparing: 'Scenario\'s naast elkaar', stop: 'Klaar met vergelijken', now: 'Met de gegevens van nu', then: (day: string) => `Bewaard op ${day}`,
}
