import type { SourceRecord } from '@/lib/domain/source-record'
import { isGeometry, isObject, toGeometry, type Json } from './flatten'

/** The only members of a Signalen report that are ever passed on. Text, reporter, notes, address and users are left behind. */
export const signalenColumns = [
  'id',
  'created_at',
  'updated_at',
  'incident_date_start',
  'category.main_slug',
  'category.sub_slug',
  'status.state',
  'source',
  'location.buurt_code',
  'location.stadsdeel',
  'location.area_type_code',
  'location.area_code',
  'location.area_name',
  'type',
  'parent',
  'has_children',
] as const

/** Whether an object is an item of the Signalen private list. */
export function isSignalenItem(value: unknown): boolean {
  return isObject(value) && 'signal_id' in value && isObject(value.category) && isObject(value.status)
}

/**
 * One Signalen report as a record: numbers and codes only.
 *
 * `parent` is the id of the parent report, or `ja` when only `has_parent` is known: a child is never counted beside its parent
 * without the pipeline knowing.
 */
export function signalenRecord(item: Record<string, Json>, row: number): SourceRecord {
  const category = child(item, 'category')
  const location = child(item, 'location')
  const geometry = location.geometrie
  return {
    row,
    fields: {
      id: scalar(item.id),
      created_at: scalar(item.created_at),
      updated_at: scalar(item.updated_at),
      incident_date_start: scalar(item.incident_date_start),
      'category.main_slug': scalar(category.main_slug),
      'category.sub_slug': scalar(category.sub_slug),
      'status.state': scalar(child(item, 'status').state),
      source: scalar(item.source),
      'location.buurt_code': scalar(location.buurt_code),
      'location.stadsdeel': scalar(location.stadsdeel),
      'location.area_type_code': scalar(location.area_type_code),
      'location.area_code': scalar(location.area_code),
      'location.area_name': scalar(location.area_name),
      type: scalar(child(item, 'type').code),
      parent: parentOf(item),
      has_children: item.has_children === true,
    },
    geometry: isGeometry(geometry) ? toGeometry(geometry) : null,
  }
}

const child = (item: Record<string, Json>, key: string): Record<string, Json> => {
  const value = item[key]
  return isObject(value) ? value : {}
}

const scalar = (value: Json | undefined) => (typeof value === 'string' ? value.slice(0, 200).trim() || null : typeof value === 'number' ? value : null)

function parentOf(item: Record<string, Json>): string | null {
  const link = child(child(item, '_links'), 'sia:parent').href
  const id = typeof link === 'string' ? /(\d+)\/?$/.exec(link)?.[1] : undefined
  return id ?? (item.has_parent === true ? 'ja' : null)
}

/** Columns of the datawarehouse files that may be passed on when such a file is read as a plain CSV. */
const csvColumns = {
  signals: ['id', 'signal_uuid', 'source', 'incident_date_start', 'incident_date_end', 'created_at', 'updated_at', 'category_assignment_id', 'location_id', 'status_id', 'priority', 'parent', 'parent_id', 'type'],
  locations: ['id', 'lat', 'lng', 'stadsdeel', 'buurt_code', 'area_type_code', 'area_code', 'area_name', '_signal_id', 'created_at', 'updated_at'],
}

/**
 * The columns of a CSV header that must not be read because the file is a Signalen export with text of people or addresses;
 * empty for any other file.
 */
export function personalColumns(columns: readonly string[]): Set<string> {
  const kind = columns.includes('signal_uuid') ? 'signals' : columns.includes('_signal_id') && columns.includes('lat') ? 'locations' : null
  return new Set(kind === null ? [] : columns.filter((column) => !csvColumns[kind].includes(column)))
}
