import { checkPolygon } from '@/lib/analysis/polygon-check'
import type { SourceGeometry } from '@/lib/domain/source-record'
import { isFault, placeOf, strayOf } from './coordinates'
import type { Kind } from './kind'
import { levelOfCode, RecordReader, sentinelReason } from './values'

const names = {
  code: ['buurtcode', 'bu_code', 'wijkcode', 'wk_code', 'gemeentecode', 'gm_code', 'statcode', 'cbscode', 'code', 'gebiedscode'],
  buurt: ['buurtcode', 'bu_code'],
  wijk: ['wijkcode', 'wk_code'],
  gemeente: ['gemeentecode', 'gm_code'],
  name: { buurt: ['buurtnaam', 'bu_naam'], wijk: ['wijknaam', 'wk_naam'], gemeente: ['gemeentenaam', 'gm_naam'] },
  anyName: ['statnaam', 'naam', 'name'],
  inhabitants: ['aantal_inwoners', 'aantalinwoners', 'aant_inw', 'inwoners'],
  households: ['aantal_huishoudens', 'aantalhuishoudens', 'aantal_hh', 'huishoudens'],
  water: ['water', 'h2o'],
}

/** Boundaries of gemeenten, wijken and buurten of one year. The level follows from the most detailed code column that has a value. */
export const boundaries: Kind = {
  name: 'boundaries',
  label: 'Grenzen (wijken en buurten)',
  template: ['buurtcode,buurtnaam,wijkcode,gemeentecode,gemeentenaam,aantal_inwoners,water', 'BU99990101,Voorbeeldbuurt,WK999901,GM9999,Voorbeeldstad,1250,NEE', 'BU99990102,Tweede buurt,WK999901,GM9999,Voorbeeldstad,-99997,NEE'],
  needsBoundaries: false,

  normalise(record, { options, info, warn }) {
    const read = new RecordReader(record, options.map?.columns, info.decimalComma ?? false)
    const found = read.find(names.code)
    const namedSmaller = found !== null && names.gemeente.includes(found.column.toLowerCase()) && read.find([...names.name.buurt, ...names.name.wijk]) !== null
    if (!found || namedSmaller) {
      read.reject('code', 'code_missing', 'Dit gebied heeft geen code. Verwacht: een CBS-code zoals BU04000101 in een kolom als "buurtcode" of "statcode"; een naam alleen is niet genoeg.', read.text([...names.name.buurt, ...names.name.wijk, ...names.name.gemeente, ...names.anyName]))
      return { rejects: read.rejects }
    }
    const code = String(found.value).trim().toUpperCase()
    const level = levelOfCode(code)
    if (level === null) {
      read.reject(found.column, 'code_invalid', 'Dit is geen CBS-code. Verwacht: GM, WK of BU met 4, 6 of 8 tekens daarna, zoals BU0400AA01.', found.value)
      return { rejects: read.rejects }
    }
    const gemeente = `GM${code.slice(2, 6)}`
    const said = read.text(names.gemeente)?.toUpperCase() ?? null
    if (level !== 'gemeente' && said === null && read.has(names.gemeente))
      read.reject('gemeentecode', 'gemeente_missing', `Gebied ${code} heeft geen gemeentecode. Verwacht: ${gemeente}.`)
    if (said !== null && said !== gemeente) warn('gemeente_differs', `De gemeentecode in de rij (${said}) past niet bij de code van het gebied (${code}); de code van het gebied telt.`)
    if (options.gemeente && gemeente !== options.gemeente) return { skip: { gemeente } }
    if (options.level && level !== options.level) return { skip: 'level' }

    const water = /^(ja|j|true|1|b)$/i.test(read.text(names.water) ?? '')
    const parent = level === 'buurt' ? (read.text(names.wijk)?.toUpperCase() ?? code.replace('BU', 'WK').slice(0, 8)) : level === 'wijk' ? gemeente : null
    if (level === 'buurt' && parent !== code.replace('BU', 'WK').slice(0, 8)) warn('wijk_differs', `De wijk ${parent} past niet bij buurtcode ${code}; de wijk uit het bestand telt.`)
    const srid = checkGeometry(read, record.geometry, info.srid, options.swapAxes ?? false)
    if (srid === null || read.rejects.length > 0) return { rejects: read.rejects }
    const people = (columns: readonly string[]): number | null => {
      const value = read.number(columns)
      if (value === null || sentinelReason(value) !== null) return null
      if (Number.isInteger(value) && value >= 0 && value <= 20_000_000) return value
      read.reject(columns[0]!, 'number_invalid', 'Verwacht: een heel getal van 0 of meer.', value)
      return null
    }
    const row = {
      level,
      code,
      name: read.text(names.name[level]) ?? read.text(names.anyName) ?? (water ? 'Water' : code),
      parent,
      gemeente,
      gemeenteName: read.text(names.name.gemeente),
      water,
      inhabitants: people(names.inhabitants),
      households: people(names.households),
      geometry: JSON.stringify({ type: record.geometry!.type, coordinates: options.swapAxes ? swapped(record.geometry!.coordinates) : record.geometry!.coordinates }),
      srid,
    }
    return read.rejects.length > 0 ? { rejects: read.rejects } : { rows: [row] }
  },
}

/** The EPSG code to read the shape with; null (and a reject) when the shape cannot be a boundary. */
function checkGeometry(read: RecordReader, geometry: SourceGeometry | null, srid: number | null, swapAxes: boolean): number | null {
  if (geometry === null) {
    read.reject('geometrie', 'geometry_missing', 'Dit gebied heeft geen vorm. Verwacht: een vlak (Polygon of MultiPolygon).')
    return null
  }
  const problem = checkPolygon(geometry.type, geometry.coordinates)
  if (problem) {
    read.reject('geometrie', problem.code, problem.message)
    return null
  }
  const [first, second] = firstPosition(geometry.coordinates)
  const place = placeOf(first, second, srid, swapAxes)
  if (isFault(place)) {
    read.reject('geometrie', place.code, place.message)
    return null
  }
  const stray = strayOf(geometry.coordinates, place.srid, swapAxes)
  if (stray) {
    read.reject('geometrie', stray.code, stray.message)
    return null
  }
  return place.srid
}

function firstPosition(coordinates: unknown): [number, number] {
  let at = coordinates as unknown[]
  while (Array.isArray(at[0])) at = at[0]
  return [at[0] as number, at[1] as number]
}

function swapped(coordinates: unknown): unknown {
  const list = coordinates as unknown[]
  return Array.isArray(list[0]) ? list.map(swapped) : [list[1], list[0]]
}
