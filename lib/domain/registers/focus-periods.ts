import type { Register, RegisterRecord, RuleProblem } from '../register'
import { buurt, date, paragraph, reference } from '../register-fields'

/** The dates in the order in which they follow one another. */
const order = [['proposedOn', 'Voorgedragen op'], ['decidedOn', 'Besloten op'], ['planFrom', 'Plan maken vanaf'], ['executionFrom', 'Uitvoering vanaf'], ['aftercareFrom', 'Nazorg vanaf'], ['endedOn', 'Nazorg voorbij op']] as const

/** One buurt in one cohort. Its phase is never kept: it follows from the dates (lib/domain/focus.ts). */
export const focusPeriods: Register = {
  id: 'focus-periods', table: 'focus_period', slug: 'focusbuurten', title: 'Focusbuurten', one: 'focusbuurt', the: 'de focusbuurt',
  question: 'Welke buurt is wanneer focusbuurt?',
  nameFields: ['buurtCode', 'cohort'], order: '-planFrom', place: 'buurt',
  fields: {
    buurtCode: buurt('Buurt', { required: true, list: true, sort: true }),
    cohort: reference('Cohort', 'cohorts', { required: true, list: true, sort: true, filter: true }),
    proposedOn: date('Voorgedragen op', { sort: true }),
    planFrom: date('Plan maken vanaf', { list: true, sort: true, help: 'Jaar 1: de eerste dag.' }),
    adoptedOn: date('Plan vastgesteld op', { list: true, sort: true, help: 'Kan pas als er samenspraak met bewoners is vastgelegd.' }),
    executionFrom: date('Uitvoering vanaf', { list: true, sort: true, help: 'Jaar 2: de eerste dag.' }),
    aftercareFrom: date('Nazorg vanaf', { list: true, sort: true }),
    endedOn: date('Nazorg voorbij op', { help: 'De eerste dag zonder nazorg. Leeg: drie jaar nadat de nazorg begon.' }),
    goal: paragraph('Doel van het plan'),
    reasonAgain: paragraph('Waarom opnieuw', { max: 500, help: 'Alleen als deze buurt korter dan vier jaar geleden ook focusbuurt was.' }),
    decidedOn: date('Besloten op', { readOnly: true, list: true, sort: true }),
  },
  filters: { year: 'Jaar van het cohort', werkgebied: 'Wijk', selected: 'Buurt' },
  rules: (r) => [...begins(r), ...inOrder(r)],
}

const begins = (r: RegisterRecord): RuleProblem[] => (r.proposedOn || r.decidedOn || r.planFrom ? [] : [{ field: 'proposedOn', message: 'Vul in wanneer de buurt is voorgedragen, of wanneer het plan maken begint' }])

/** What the database also refuses (drizzle/0018), said by field before anything is sent. */
function inOrder(r: RegisterRecord): RuleProblem[] {
  const given = order.flatMap(([field, label]) => (typeof r[field] === 'string' ? [{ field, label, day: r[field] }] : []))
  return given.flatMap(({ field, label, day }, i) => {
    const before = given[i - 1]
    const wrong = before && (day < before.day || (day === before.day && ['executionFrom', 'aftercareFrom', 'endedOn'].includes(field)))
    return wrong ? [{ field, message: `${label} (${day}) moet na "${before.label}" (${before.day}) liggen` }] : []
  })
}
