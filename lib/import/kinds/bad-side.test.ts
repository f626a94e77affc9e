import { expect, it } from 'vitest'
import { indicators } from './indicators'
import type { Context } from './kind'

const context = { options: {}, info: {}, numericColumns: new Set<string>(), warn: () => {} } as unknown as Context
const read = (fields: Record<string, string>) => indicators.normalise({ row: 2, fields: { code: 'BU99900101', year: '2025', indicator: 'Laag inkomen', value: '12', ...fields } } as never, context)

it('a file may say which side of a figure is bad, in Dutch or English; nothing said is left open; anything else is told', () => {
  expect(read({ richting: 'Hoger' })).toMatchObject({ rows: [{ indicator: 'laag-inkomen', value: 12, direction: 'higher_is_worse' }] })
  expect(read({ direction: 'lower_is_worse' })).toMatchObject({ rows: [{ direction: 'lower_is_worse' }] })
  expect((read({ direction: '' }) as { rows: object[] }).rows[0]).not.toHaveProperty('direction')
  expect(read({ direction: 'omhoog' })).toMatchObject({ rejects: [{ column: 'direction', code: 'direction_unknown' }] })
})
