import type { SourceRecord } from '@/lib/domain/source-record'
import type { Context, Kind, Outcome } from './kind'
import { levelOfCode, parseNumber, RecordReader, sentinelReason, toSlug } from './values'

const names = {
  code: ['code', 'gwb_code', 'buurtcode', 'bu_code', 'bu code', 'regioaanduiding/codering (code)', 'codering', 'codering_3', 'regiocode', 'statcode', 'gebiedscode', 'wijkenenbuurten', 'wijken en buurten'],
  year: ['year', 'jaar', 'perioden', 'periode', 'period'],
  indicator: ['indicator', 'measure', 'onderwerp'],
  value: ['value', 'waarde'],
  reason: ['reason', 'reden', 'valueattribute'],
  source: ['source', 'bron'],
  licence: ['licence', 'license', 'licentie'],
}

/** Columns that only tables of the CBS have: StatLine, its services and Kerncijfers wijken en buurten. */
const ofCbs = /^(wijkenenbuurten|wijken en buurten|codering(_\d+)?|gwb_code(_\d+)?|regioaanduiding\/.*)$/i
const cbsLicence = 'CC BY 4.0'

/** Columns of a wide table that say something else than a figure. */
const noFigure = /^(niveau|naam|soort.?regio|gemeente(code|naam)|gemeente|wijk(code|naam)|postcode|meest voorkomende postcode|regioaanduiding.*|wijken en buurten|stedelijkheid.?label|id|regio|gm_naam)$|^codering(_\d+)?$|code\)?$/i

/** Names that files of the CBS and others give to figures that the app itself uses. */
const familiar: [RegExp, { slug: string; label: string; unit: string }][] = [
  [/^(.*\/)?aantal.?inwoners(_\d+)?( \(aantal\))?$|^(inwoners|inhabitants|aant_inw)$/i, { slug: 'inhabitants', label: 'Inwoners', unit: 'personen' }],
  [/^(.*\/)?(huishoudens totaal|aantal.?huishoudens|huishoudenstotaal(_\d+)?)( \(aantal\))?$|^(huishoudens|households|aantal_hh)$/i, { slug: 'households', label: 'Huishoudens', unit: 'huishoudens' }],
]

/** Figures per area: one per row (code, year, indicator, value), or a table with a column per figure as StatLine and KWB give it. */
export const indicators: Kind = {
  name: 'indicators',
  label: 'Cijfers',
  template: ['code,year,indicator,value,reason,source,licence', 'BU99990101,2024,inhabitants,1250,,CBS,CC BY 4.0', 'BU99990102,2024,low-income-share,,geheim,eigen registratie,'],
  needsBoundaries: true,

  normalise(record, context) {
    const { options, info } = context
    const read = new RecordReader(record, options.map?.columns, info.decimalComma ?? false)
    const found = read.find(names.code)
    if (!found) {
      read.reject('code', 'code_missing', 'Deze rij heeft geen code. Verwacht: een CBS-code zoals BU04000101 in een kolom als "code" of "Codering".')
      return { rejects: read.rejects }
    }
    const code = String(found.value).trim().toUpperCase()
    if (/^NL\d\d$/.test(code)) return { skip: 'level' } // the country as a whole
    const level = levelOfCode(code)
    if (level === null) {
      read.reject(found.column, 'code_invalid', 'Dit is geen CBS-code. Verwacht: GM, WK of BU met 4, 6 of 8 tekens daarna.', found.value)
      return { rejects: read.rejects }
    }
    const gemeente = `GM${code.slice(2, 6)}`
    if (options.gemeente && gemeente !== options.gemeente) return { skip: { gemeente } }
    if (options.level && level !== options.level) return { skip: 'level' }
    const year = yearOf(read, options.year ?? options.map?.year, Number(context.today.slice(0, 4)))
    if (year === null) return { rejects: read.rejects }
    const from = originOf(read, context, ofCbs.test(found.column.trim()))
    if (read.rejects.length > 0) return { rejects: read.rejects }
    return read.has(names.indicator) && read.has(names.value) ? longRow(read, context, { code, level, year }, from) : wideRow(record, read, context, { code, level, year }, from)
  },
}

const nameExpected = 'Verwacht: een naam met letters of cijfers.'
const countExpected = 'Verwacht: een heel getal van 0 of meer.'
/** Inhabitants and households are divided by: they must be counts. */
const isWrongCount = (indicator: string, value: number | null): boolean => ['inhabitants', 'households'].includes(indicator) && value !== null && !(Number.isInteger(value) && value >= 0 && value <= 20_000_000)

/** What a file may say of the bad side of a figure. */
const badSides: Record<string, string> = { higher_is_worse: 'higher_is_worse', lower_is_worse: 'lower_is_worse', neutral: 'neutral', hoger: 'higher_is_worse', lager: 'lower_is_worse', geen: 'neutral' }

type Origin = { source: string; licence: string }

/**
 * Who made the figures, and under which licence others may use them: what the row says, else what the user said, else that of the CBS when it is a table or a
 * service of the CBS. Without a licence a figure is in no publication: a gemeente has figures of a handful of people too.
 */
function originOf(read: RecordReader, { options, info, warn }: Context, cbsTable: boolean): Origin {
  const said = read.text(names.source) ?? options.source ?? null
  const cbs = said === null ? cbsTable || info.format === 'odata-v4' || info.format === 'odata-v3' : /^cbs\b/i.test(said)
  const licence = read.text(names.licence) ?? (cbs ? cbsLicence : '')
  if (licence.length > 100) read.reject(read.find(names.licence)!.column, 'text_too_long', 'Verwacht: de naam van een licentie, hooguit 100 tekens.', licence)
  if (licence === '') warn('no_licence', 'Van deze cijfers is geen licentie bekend: nieuwe cijfers komen daarom in geen publicatie. Mogen zij openbaar zijn? Zet de licentie dan in een kolom "licence".')
  return { source: said ?? (cbs ? 'CBS' : 'niet vermeld'), licence }
}

type Where = { code: string; level: string; year: number }

function yearOf(read: RecordReader, fallback: number | undefined, thisYear: number): number | null {
  const found = read.find(names.year)
  const year = Number(found ? /^(\d{4})/.exec(String(found.value))?.[1] : (fallback ?? NaN))
  if (year >= 1900 && year <= thisYear) return year
  if (year > thisYear) read.reject(found?.column ?? 'year', 'year_future', `Dit jaar moet nog komen. Verwacht: een jaar tot en met ${thisYear}.`, year)
  else if (found || fallback !== undefined) read.reject(found?.column ?? 'year', 'year_invalid', 'Verwacht: een jaar van vier cijfers, vanaf 1900.', found?.value ?? fallback)
  else read.reject('year', 'missing', 'Het jaar ontbreekt. Verwacht: een kolom "year" of "Perioden", of kies het jaar bij het laden.')
  return null
}

function longRow(read: RecordReader, context: Context, where: Where, from: Origin): Outcome {
  const measure = read.required(names.indicator, 'De naam van het cijfer')
  const title = read.text(['measure_title', 'title', 'label']) ?? measure
  const raw = read.find(names.value)
  const reason = read.text(names.reason)
  const cell = raw ? readCell(raw.value, context) : { value: null, reason: reason && !/^none$/i.test(reason) ? reason : 'onbekend' }
  if (cell === null) read.reject(raw!.column, 'number_invalid', 'Verwacht: een getal.', raw!.value)
  if (read.rejects.length > 0 || cell === null || measure === null) return { rejects: read.rejects }
  const about = describe(title ?? measure, measure, read.text(['unit', 'eenheid']), from)
  const side = read.text(['direction', 'richting'])
  const direction = side === null ? undefined : badSides[side.toLowerCase()]
  if (side !== null && direction === undefined) read.reject('direction', 'direction_unknown', `Verwacht: ${Object.keys(badSides).join(', ')}, of leeg.`, side)
  if (about.indicator === '') read.reject('indicator', 'name_invalid', nameExpected, measure)
  if (isWrongCount(about.indicator, cell.value)) read.reject(raw!.column, 'number_invalid', countExpected, raw!.value)
  return read.rejects.length > 0 ? { rejects: read.rejects } : { rows: [{ ...where, ...about, ...(direction && { direction }), ...cell }] }
}

function wideRow(record: SourceRecord, read: RecordReader, context: Context, where: Where, from: Origin): Outcome {
  const rows: object[] = []
  for (const [column, value] of Object.entries(record.fields)) {
    const name = context.options.map?.columns?.[column] ?? column
    const lower = name.trim().toLowerCase()
    if (noFigure.test(name.trim()) || names.code.includes(lower) || names.year.includes(lower) || names.source.includes(lower) || names.licence.includes(lower)) continue
    if (!context.numericColumns.has(column)) continue
    const empty = value === null || (typeof value === 'string' && value.trim() === '')
    const cell = empty ? { value: null, reason: 'onbekend' } : readCell(value, context)
    const about = describe(name, name, null, from)
    if (about.indicator === '') read.reject(column, 'name_invalid', nameExpected, name)
    else if (cell === null) read.reject(column, 'number_invalid', 'Verwacht: een getal, of leeg.', value)
    else if (isWrongCount(about.indicator, cell.value)) read.reject(column, 'number_invalid', countExpected, value)
    else rows.push({ ...where, ...about, ...cell })
  }
  return read.rejects.length > 0 ? { rejects: read.rejects } : { rows }
}

/** A number, or null with why it is missing ("." is StatLine for secret or unknown); null when it is neither. */
function readCell(value: string | number | boolean, { info, warn }: Context): { value: number | null; reason: string | null } | null {
  if (typeof value === 'string' && /^(\.|x|-|geheim|n\.?b\.?)$/i.test(value.trim())) return { value: null, reason: value.trim() === '.' || /geheim|x/i.test(value) ? 'geheim' : 'onbekend' }
  const number = parseNumber(value, info.decimalComma ?? false)
  if (number === null) return null
  const reason = sentinelReason(number)
  if (reason === 'onbekend' && number !== -99999999) warn('sentinel', `keer een onbekende code voor "geen waarde" (de eerste: ${number}).`)
  return reason === null ? { value: number, reason: null } : { value: null, reason }
}

function describe(name: string, key: string, unit: string | null, { source, licence }: Origin) {
  const known = familiar.find(([pattern]) => pattern.test(name.trim()) || pattern.test(key.trim()))?.[1]
  const inBrackets = /\(([^()]+)\)\s*$/.exec(name)?.[1] ?? null
  return {
    indicator: known?.slug ?? toSlug(name.replace(/^.*\//, '').replace(/\s*\([^()]*\)\s*$/, '')),
    label: known?.label ?? name.replace(/^.*\//, '').replace(/\s*\([^()]*\)\s*$/, ''),
    unit: known?.unit ?? unit ?? inBrackets ?? '',
    source,
    licence,
  }
}
