const words: Readonly<Record<string, string>> = {
  dagelijks: 'FREQ=DAILY', 'elke dag': 'FREQ=DAILY',
  werkdagen: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'elke werkdag': 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  wekelijks: 'FREQ=WEEKLY', 'elke week': 'FREQ=WEEKLY',
  tweewekelijks: 'FREQ=WEEKLY;INTERVAL=2', 'om de week': 'FREQ=WEEKLY;INTERVAL=2', 'elke twee weken': 'FREQ=WEEKLY;INTERVAL=2',
  maandelijks: 'FREQ=MONTHLY', 'elke maand': 'FREQ=MONTHLY',
  'elk kwartaal': 'FREQ=MONTHLY;INTERVAL=3', kwartaal: 'FREQ=MONTHLY;INTERVAL=3',
  jaarlijks: 'FREQ=YEARLY', 'elk jaar': 'FREQ=YEARLY',
  eenmalig: 'FREQ=DAILY;COUNT=1',
}
const days: Readonly<Record<string, string>> = { maandag: 'MO', dinsdag: 'TU', woensdag: 'WE', donderdag: 'TH', vrijdag: 'FR', zaterdag: 'SA', zondag: 'SU', ma: 'MO', di: 'TU', wo: 'WE', do: 'TH', vr: 'FR', za: 'SA', zo: 'SU' }
const ordinals: Readonly<Record<string, number>> = { eerste: 1, tweede: 2, derde: 3, vierde: 4, vijfde: 5, laatste: -1, '1e': 1, '2e': 2, '3e': 3, '4e': 4, '5e': 5 }

type Schedule = { rule: string } | { column: 'schedule' | 'weekday'; message: string }

/**
 * The RRULE that a source means: an RRULE, or a Dutch word with, in another column, the day of the week ("dinsdag", "dinsdag|donderdag",
 * per month "tweede dinsdag"). Whether it can be used is for `checkSchedule` to say.
 */
export function readSchedule(text: string, weekday: string | null): Schedule {
  const given = text.trim().replace(/^RRULE:/i, '')
  if (/^FREQ=/i.test(given)) return weekday === null ? { rule: given.toUpperCase() } : { column: 'weekday', message: 'Bij een RRULE hoort geen dag: die staat al in de regel (BYDAY).' }
  const rule = words[given.toLowerCase()]
  if (rule === undefined) return { column: 'schedule', message: 'Verwacht: een RRULE, of dagelijks, werkdagen, wekelijks, tweewekelijks, maandelijks, elk kwartaal, jaarlijks of eenmalig.' }
  if (weekday === null) return { rule }
  const weekly = rule.startsWith('FREQ=WEEKLY') && !rule.includes('BYDAY')
  const monthly = rule.startsWith('FREQ=MONTHLY')
  if (!weekly && !monthly) return { column: 'weekday', message: `Bij "${given}" hoort geen dag van de week.` }
  const codes: string[] = []
  for (const part of weekday.toLowerCase().split('|').map((p) => p.trim().split(/\s+/))) {
    const day = days[part.at(-1)!]
    const nth = part.length === 2 ? ordinals[part[0]!] : undefined
    if (day === undefined || part.length > 2 || (part.length === 2 && nth === undefined)) return { column: 'weekday', message: 'Verwacht: een dag van de week, zoals dinsdag of dinsdag|donderdag; bij een maand zoals "tweede dinsdag".' }
    if (weekly && nth !== undefined) return { column: 'weekday', message: `Bij "${given}" hoort een dag zonder "${part[0]}".` }
    if (monthly && nth === undefined) return { column: 'weekday', message: `Verwacht bij "${given}" welke ${part[0]}, bijvoorbeeld "tweede ${part[0]}".` }
    codes.push(`${nth ?? ''}${day}`)
  }
  return { rule: `${rule};BYDAY=${codes.join(',')}` }
}
