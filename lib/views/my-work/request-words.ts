/** Dutch text of the requests on a desk. */
export const words = {
  mine: { title: 'Verzoeken om inzet', none: 'Geen verzoeken die op u wachten.', row: (day: string) => `Antwoord uiterlijk ${day}` },
  asked: { title: 'Gevraagde inzet zonder antwoord', none: 'Elk verzoek heeft een antwoord.', row: (organisation: string, day: string) => `${organisation}, uiterlijk ${day}` },
  title: (theme: string, buurt: string) => `${theme}, ${buurt}`,
  late: 'te laat',
  all: (n: number) => `Alle ${n.toLocaleString('nl-NL')} tonen`,
  waiting: (n: number) => `${n.toLocaleString('nl-NL')} ${n === 1 ? 'verzoek om inzet dat' : 'verzoeken om inzet die'} op antwoord ${n === 1 ? 'wacht' : 'wachten'}`,
}
