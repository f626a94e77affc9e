'use client'
import useSWRImmutable from 'swr/immutable'
import type { FeatureCollection } from 'geojson'
import type { ImportPreview, RunSummary } from '@/lib/domain/import-run'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { count, limit } from '@/lib/ui/format'
import { PreviewMap } from '@/lib/ui/map/preview-map'
import { readJson } from '@/lib/ui/read-json'
import { PlainTable } from '@/lib/ui/table'
import { words } from './words'

const text = words.check
const amounts = new Set(['inhabitants', 'value'])
const cell = (column: string, value: string | number | boolean | null | undefined): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'number' && amounts.has(column) ? limit(value) : (words.values[String(value)] ?? String(value))
}

/** What is staged, as a map and as rows. */
export function Preview({ run }: { run: RunSummary }) {
  const preview = useSWRImmutable<ImportPreview>(`/api/v1/imports/${run.id}/preview`, readJson)
  const found = preview.data
  if (preview.error) return <Alert kind="warning" action={<div><Button onClick={() => void preview.mutate()}>{words.upload.again}</Button></div>}>{text.previewFailed}</Alert>
  if (!found) return <p className="quiet">{words.reading.title}…</p>
  return (
    <>
      {run.kind !== 'themes' && (
        <section className="block" aria-labelledby="voorbeeld-kaart">
          <h3 id="voorbeeld-kaart">{text.map}</h3>
          {found.bounds ? <OnMap run={run} found={found} bounds={found.bounds} /> : <p className="quiet">{text.mapEmpty}</p>}
        </section>
      )}
      <section className="block" aria-labelledby="voorbeeld">
        <h3 id="voorbeeld">{text.preview}</h3>
        {found.rows.length === 0 ? (
          <p className="quiet">{text.previewEmpty}</p>
        ) : (
          <div className="short-cells">
            <PlainTable
              caption={text.firstRows(count(found.rows.length))}
              head={[text.row, ...found.columns.map((c) => words.columns[c] ?? c), text.judged]}
              numeric={[0]}
              rows={found.rows.map((r) => [count(r.row), ...found.columns.map((c) => cell(c, r[c])), r.rejected ? text.bad : text.ok])}
            />
          </div>
        )}
      </section>
    </>
  )
}

function OnMap({ run, found, bounds }: { run: RunSummary; found: ImportPreview; bounds: [number, number, number, number] }) {
  const known = useSWRImmutable<FeatureCollection>(run.kind === 'signals' && run.gemeente ? `/api/v1/areas?gemeente=${run.gemeente}&level=buurt` : null, readJson, { shouldRetryOnError: false })
  const backdrop = useSWRImmutable<FeatureCollection>(run.gemeente && run.kind !== 'boundaries' ? `/api/v1/backdrop?gemeente=${run.gemeente}` : null, readJson, { shouldRetryOnError: false })
  const { features } = found.features
  const bad = features.filter((f) => f.properties?.rejected === true).length
  const perArea = run.kind === 'visits' || run.kind === 'indicators' || run.kind === 'werkgebieden' || run.kind === 'postcodes'
  const land = features.filter((f) => f.properties?.water !== true)
  const named = land.filter((f) => (f.properties?.n ?? 0) > 0).length
  return (
    <figure>
      <PreviewMap label={text.mapLabel} features={found.features} context={known.data} backdrop={backdrop.data} bounds={bounds} attribution="" tipOf={tipOf} />
      <figcaption className="small map-key">
        {perArea ? (
          <span>{text.mapAreas(count(named), count(land.length))}</span>
        ) : (
          <>
            <span className="key key--good">{text.mapGood(count(features.length - bad))}</span>
            {bad > 0 && <span className="key key--bad">{text.mapBad(count(bad))}</span>}
            {bad > 0 && bad < features.length && <span className="quiet">{text.mapBadOutside}</span>}
          </>
        )}
        {run.kind === 'signals' && found.total > features.length && features.length >= 1_000 && <span className="quiet">{text.mapPart(count(features.length), count(found.total))}</span>}
        {run.kind === 'signals' && <span className="quiet">{text.mapBlurred}</span>}
      </figcaption>
    </figure>
  )
}

function tipOf(p: Record<string, unknown>) {
  const lines = [p.code, p.theme, p.group, typeof p.n === 'number' ? words.reading.rows(count(p.n)) : null, p.water === true ? text.water : null, p.rejected === true ? text.bad : null]
  const title = typeof p.name === 'string' ? p.name : `${text.row} ${count(Number(p.row))}`
  return { title, lines: lines.filter((l): l is string => typeof l === 'string' && l !== '' && l !== 'null') }
}
