import { focusPeriods } from '@/lib/domain/registers/focus-periods'
import type { Kind } from './kind'
import { sourceOf } from './register-kind'
import { parseDate, RecordReader } from './values'

const dates = { proposedOn: ['proposed_on', 'voorgedragen_op'], decidedOn: ['decided_on', 'besloten_op'], planFrom: ['plan_from', 'plan_vanaf'], adoptedOn: ['adopted_on', 'vastgesteld_op'], executionFrom: ['execution_from', 'uitvoering_vanaf'], aftercareFrom: ['aftercare_from', 'nazorg_vanaf'], endedOn: ['ended_on', 'einde'] } as const

/** Which buurt was focus buurt when. Without dates the usual ones are meant: a year for the plan, a year of execution, then aftercare. */
export const focus: Kind = {
  name: 'focus',
  label: 'Focusbuurten',
  template: [
    'year,buurt_code,proposed_on,decided_on,plan_from,adopted_on,execution_from,aftercare_from,ended_on,reason_again,goal',
    '2022,BU99990101,2021-09-20,2021-11-02,2022-01-01,2022-10-11,2023-01-01,2024-01-01,2026-01-01,,Minder eenzaamheid',
    '2024,BU99990102,,,,,,,,,',
  ],
  needsBoundaries: true,

  normalise(record, { options, info, warn }) {
    const read = new RecordReader(record, options.map?.columns, info.decimalComma ?? false)
    const year = read.required(['year', 'jaar', 'cohort'], 'Het jaar') === null ? null : read.whole(['year', 'jaar', 'cohort'], 2000, 2100, 0)
    const buurt = read.required(['buurt_code', 'buurtcode'], 'De buurt')?.toUpperCase() ?? null
    const said = Object.fromEntries(Object.entries(dates).map(([name, columns]) => {
      const found = read.find(columns)
      const day = found && parseDate(String(found.value))
      if (found && day === null) read.reject(found.column, 'date_invalid', 'Dit is geen datum. Verwacht: jjjj-mm-dd of dd-mm-jjjj.', found.value)
      return [name, day]
    })) as Record<keyof typeof dates, string | null>
    if (year !== null && said.planFrom === null && said.executionFrom === null && said.aftercareFrom === null && said.proposedOn === null && said.decidedOn === null) {
      warn('focus_usual_dates', 'keer stonden er geen datums: jaar 1 plan en jaar 2 uitvoering, elk vanaf 1 januari, daarna nazorg.')
      Object.assign(said, { planFrom: `${year}-01-01`, executionFrom: `${year + 1}-01-01`, aftercareFrom: `${year + 2}-01-01` })
    }
    for (const { field, message } of focusPeriods.rules!(said)) read.reject(dates[field as keyof typeof dates]?.[0] ?? field, 'rule_broken', `${message}.`)
    const row = { source: sourceOf(read, options.source), sourceId: read.text(['source_id', 'id']) ?? `${year}-${buurt}`, year, buurt, ...said, reasonAgain: read.text(['reason_again', 'reden_opnieuw']), goal: read.text(['goal', 'doel']) }
    return read.rejects.length > 0 ? { rejects: read.rejects } : { rows: [row] }
  },
}
