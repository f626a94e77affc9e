import type { Kind } from './kind'
import { levelOfCode, RecordReader, toSlug } from './values'

export const werkgebieden: Kind = {
  name: 'werkgebieden',
  label: 'Werkgebieden',
  template: ['werkgebied,buurt_code', 'Binnenstad en haven,BU99990101', 'Binnenstad en haven,BU99990102'],
  needsBoundaries: true,

  normalise(record, { options, info }) {
    const read = new RecordReader(record, options.map?.columns, info.decimalComma ?? false)
    const name = read.required(['werkgebied', 'name', 'naam'], 'De naam van het werkgebied')
    const buurt = read.required(['buurt_code', 'buurtcode'], 'De buurt')?.toUpperCase() ?? null
    if (buurt !== null && levelOfCode(buurt) !== 'buurt') read.reject('buurt_code', 'code_invalid', 'Verwacht: een buurtcode zoals BU04000101.', buurt)
    const slug = read.text(['slug']) ?? toSlug(name ?? 'x')
    if (slug === '') read.reject('werkgebied', 'name_invalid', 'Verwacht: een naam met letters of cijfers.', name)
    return read.rejects.length > 0 ? { rejects: read.rejects } : { rows: [{ slug, name, buurt }] }
  },
}
