import { SourceError, type SourceRecord } from '@/lib/domain/source-record'
import type { Context, Kind } from './kind'
import { levelOfCode, RecordReader } from './values'

const names = {
  postcode: ['pc6', 'postcode', 'pc'],
  houseNumber: ['huisnummer', 'house_number', 'huisnr'],
}
/** How the column with the code of the buurt is called: Buurt2024, gwb2016_code, buurt_code; the number is the boundary year. */
const buurtColumn = /^(?:buurt|gwb|bu)_?((?:19|20)\d\d)?_?(?:code)?((?:19|20)\d\d)?$/i
const gemeenteColumn = /^(?:gemeente|gem|gm)_?(?:(?:19|20)\d\d)?_?(?:code)?(?:(?:19|20)\d\d)?$/i
const highestNumber = 99_999

/**
 * In which buurt each address lies: the yearly file of the CBS "Buurt, wijk en gemeente voor postcode huisnummer", of the whole country or of one
 * gemeente. Rows of other gemeenten are skipped. The code of a buurt may be a number that lost its zeros in front (4000101 is BU04000101).
 */
export const postcodes: Kind = {
  name: 'postcodes',
  label: 'Postcodes',
  template: ['postcode,huisnummer,buurt_code', '0999AA,1,BU99990101', '0999AA,2,BU99990102'],
  needsBoundaries: true,
  nothing: ({ gemeente }) => `In dit bestand staat geen adres van ${gemeente}. Verwacht: het bestand "Buurt, wijk en gemeente voor postcode huisnummer" van het CBS, of een CSV met postcode, huisnummer en buurt_code.`,

  normalise(record, context) {
    const { options, info } = context
    const columns = columnsOf(record, context)
    const given = String(record.fields[columns.buurt] ?? '').trim()
    const buurt = codeOf(given)
    const stated = columns.gemeente ? `GM${String(record.fields[columns.gemeente] ?? '').trim().toUpperCase().replace(/^GM/, '').padStart(4, '0')}` : null
    const gemeente = buurt === null ? stated : `GM${buurt.slice(2, 6)}`
    // A row that says that it is of this gemeente is never of another one: its buurt is unknown then.
    if (gemeente !== null && gemeente !== options.gemeente && stated !== options.gemeente) return { skip: { gemeente } }
    const read = new RecordReader(record, options.map?.columns, info.decimalComma ?? false)
    if (buurt === null) read.reject(columns.buurt, 'code_invalid', 'Dit is geen code van een buurt. Verwacht: BU04000101, of het nummer daarvan (4000101).', given === '' ? null : given)
    const typed = read.required(names.postcode, 'De postcode')
    const postcode = typed?.replace(/\s+/g, '').toUpperCase() ?? null
    if (postcode !== null && !/^\d{4}[A-Z]{2}$/.test(postcode)) read.reject(read.find(names.postcode)!.column, 'postcode_invalid', 'Dit is geen postcode. Verwacht: vier cijfers en twee letters, zoals 1781AB.', typed)
    const houseNumber = read.required(names.houseNumber, 'Het huisnummer') === null ? null : read.whole(names.houseNumber, 1, highestNumber, 0)
    return read.rejects.length > 0 ? { rejects: read.rejects } : { rows: [{ year: columns.year, postcode, houseNumber, buurt }] }
  },
}

type Found = { buurt: string; gemeente: string | undefined; year: number | null }
const found = new WeakMap<Context, Found>()

/** Looked up once per source: a file of the whole country has nine million rows. @throws {SourceError} */
function columnsOf(record: SourceRecord, context: Context): Found {
  const known = found.get(context) ?? findColumns(Object.keys(record.fields), context)
  found.set(context, known)
  return known
}

function findColumns(columns: readonly string[], { options }: Context): Found {
  const nameOf = (column: string): string => (options.map?.columns?.[column] ?? column).trim()
  const buurt = columns.find((column) => buurtColumn.test(nameOf(column)))
  if (buurt === undefined) throw new SourceError('column_missing', `Er is geen kolom met de code van de buurt. Verwacht: Buurt2024 of buurt_code; het bestand heeft: ${columns.join(', ').slice(0, 200)}.`)
  const [, before, after] = buurtColumn.exec(nameOf(buurt))!
  const year = before ?? after ? Number(before ?? after) : null
  if (year !== null && options.year !== undefined && year !== options.year) throw new SourceError('year_differs', `Dit bestand is van de indeling ${year} (kolom "${buurt}"), maar u koos ${options.year}. Kies ${year}, of neem het bestand van ${options.year}.`)
  return { buurt, gemeente: columns.find((column) => gemeenteColumn.test(nameOf(column))), year: year ?? options.year ?? null }
}

/** BU and eight characters, from a code or from a number without its zeros in front; null when it is neither. Letters occur (0363AF01); no gemeente is number 0. */
function codeOf(given: string): string | null {
  const code = `BU${given.toUpperCase().replace(/^BU/, '').padStart(8, '0')}`
  return /\d/.test(given) && levelOfCode(code) === 'buurt' && !code.startsWith('BU0000') ? code : null
}
