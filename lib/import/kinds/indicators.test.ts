import { expect, it } from 'vitest'
import { indicators } from './indicators'
import type { Context } from './kind'

const context = { options: {}, info: {}, today: '2026-06-15', numericColumns: new Set<string>(), warn: () => {} } as unknown as Context
const read = (fields: Record<string, string>) => indicators.normalise({ row: 2, fields: { code: 'BU99900101', year: '2025', indicator: 'Laag inkomen', value: '12', ...fields } } as never, context)

it('a file may say which side of a figure is bad, in Dutch or English; nothing said is left open; anything else is told', () => {
  expect(read({ richting: 'Hoger' })).toMatchObject({ rows: [{ indicator: 'laag-inkomen', value: 12, direction: 'higher_is_worse' }] })
  expect(read({ direction: 'lower_is_worse' })).toMatchObject({ rows: [{ direction: 'lower_is_worse' }] })
  expect((read({ direction: '' }) as { rows: object[] }).rows[0]).not.toHaveProperty('direction')
  expect(read({ direction: 'omhoog' })).toMatchObject({ rejects: [{ column: 'direction', code: 'direction_unknown' }] })
})

const csv = (options: object, format = 'csv'): Context & { warned: string[] } => {
  const warned: string[] = []
  return { options, info: { format }, today: '2026-06-15', numericColumns: new Set(['waarde', 'value']), warn: (code: string) => warned.push(code), warned } as unknown as Context & { warned: string[] }
}
const originOf = (fields: Record<string, string>, options: object = {}, format?: string) => {
  const told = csv(options, format)
  const outcome = indicators.normalise({ row: 2, fields } as never, told)
  const [row] = 'rows' in outcome ? (outcome.rows as { source: string; licence: string }[]) : []
  return [row?.source, row?.licence, told.warned.join()]
}
const long = { code: 'BU99900101', year: '2025', indicator: 'Wmo', value: '3' }

it('figures of a gemeente itself have no licence unless the file says one, so that no publication tells them; nothing is taken for the CBS that is not', () => {
  expect(originOf(long)).toEqual(['niet vermeld', '', 'no_licence'])
  expect(originOf(long, { source: 'Eigen registratie' })).toEqual(['Eigen registratie', '', 'no_licence'])
  expect(originOf({ ...long, bron: 'Eigen registratie', licentie: 'CC0-1.0' }, { source: 'x' })).toEqual(['Eigen registratie', 'CC0-1.0', ''])
  expect(originOf({ gwb_code: 'BU99900101', jaar: '2025', waarde: '3' }, { source: 'Eigen registratie' })).toEqual(['Eigen registratie', '', 'no_licence'])
})

it('those of the CBS do: a table or service of theirs, or a file that is said to be', () => {
  for (const column of ['WijkenEnBuurten', 'Codering_3', 'gwb_code', 'Regioaanduiding/Codering (code)']) expect(originOf({ [column]: 'BU99900101', Perioden: '2025JJ00', waarde: '3' }), column).toEqual(['CBS', 'CC BY 4.0', ''])
  expect(originOf(long, {}, 'odata-v4')).toEqual(['CBS', 'CC BY 4.0', ''])
  expect(originOf(long, { source: 'CBS, Kerncijfers 2024' })).toEqual(['CBS, Kerncijfers 2024', 'CC BY 4.0', ''])
})

it('a licence is a name and no page', () => {
  expect(indicators.normalise({ row: 2, fields: { ...long, licence: 'x'.repeat(101) } } as never, csv({}))).toMatchObject({ rejects: [{ column: 'licence', code: 'text_too_long' }] })
})

it('a year that must still come, or that is none, is told; so is a name without a letter', () => {
  const codeOf = (fields: object, options: object = {}) => {
    const outcome = indicators.normalise({ row: 2, fields: { ...long, ...fields } } as never, csv(options))
    return 'rejects' in outcome ? outcome.rejects.map((r) => `${r.column} ${r.code}`).join() : 'ok'
  }
  expect([codeOf({ year: '2026JJ00' }), codeOf({ year: '1900' }), codeOf({ year: undefined }, { year: 2026 })]).toEqual(['ok', 'ok', 'ok'])
  expect([codeOf({ year: '2027' }), codeOf({ year: '9999' }), codeOf({ year: undefined }, { year: 2999 })]).toEqual(['year year_future', 'year year_future', 'year year_future'])
  expect([codeOf({ year: '0000' }), codeOf({ year: '1899' }), codeOf({ year: 'vorig jaar' })]).toEqual(['year year_invalid', 'year year_invalid', 'year year_invalid'])
  expect([codeOf({ indicator: '???' }), codeOf({ indicator: '% eenzaam' })]).toEqual(['indicator name_invalid', 'ok'])
})
