import type { RunDetail } from '@/lib/domain/import-run'
import { words } from './words'

/** What was recognised, never guessed in silence: format, columns, encoding, coordinates, and the choices that were made. */
export function Recognised({ detail: { info, run } }: { detail: RunDetail }) {
  const { facts, formatNames, crsNames } = words
  const isCsv = info?.format === 'csv'
  const found: [string, string | undefined][] = [
    [facts.file, run.source],
    [facts.format, info ? formatNames[info.format] : undefined],
    [facts.layer, info?.layer],
    [facts.delimiter, info?.delimiter === '\t' ? facts.tab : info?.delimiter],
    [facts.encoding, info?.encoding],
    [facts.decimals, isCsv ? (info.decimalComma ? facts.comma : facts.point) : undefined],
    [facts.crs, !info || (isCsv && info.srid === null) ? undefined : info.srid === null ? (info.format === 'geojson' || info.format === 'geopackage' || info.format === 'shapefile' ? facts.crsUnknown : undefined) : (crsNames[info.srid] ?? `EPSG:${info.srid}`)],
    [facts.gemeente, run.gemeente ?? undefined],
    [facts.year, run.year ? String(run.year) : undefined],
    [facts.source, run.options.source],
    [facts.theme, run.options.theme],
  ]
  return (
    <div className="recognised">
      <dl className="known">
        {found.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {info && info.columns.length > 0 && (
        <div>
          <h4>{facts.columns}</h4>
          <ul className="columns">
            {info.columns.slice(0, 60).map((column) => (
              <li key={column}>{column}</li>
            ))}
            {info.columns.length > 60 && <li>+ {info.columns.length - 60}</li>}
          </ul>
        </div>
      )}
      {info && info.remarks.length > 0 && (
        <ul className="remarks">
          {info.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
