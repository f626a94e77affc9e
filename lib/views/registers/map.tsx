'use client'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import useSWR from 'swr'
import useSWRImmutable from 'swr/immutable'
import type { FeatureCollection } from 'geojson'
import type { Register } from '@/lib/domain/register'
import { nameOfRecord } from '@/lib/domain/register-text'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { PreviewMap } from '@/lib/ui/map/preview-map'
import { readJson } from '@/lib/ui/read-json'
import { words as shared } from '@/lib/ui/words'
import { around, landOf } from './land'
import type { Where } from './shapes'
import { plural, words } from './words'

type Named = { id: number; name: string }
type Points = FeatureCollection & { /** records of the list that have no place */ withoutPlace?: number }

/** The places of the whole list (all pages, the same filters): a dot per record; the table says the same in words. */
export function ListMap({ register, address, where, hovered }: { register: Register; /** of the GeoJSON */ address: string; where: Where; hovered: string | null }) {
  const router = useRouter()
  const [here, setHere] = useState<Named[]>([])
  const points = useSWR<Points>(address, readJson, { revalidateOnFocus: false, shouldRetryOnError: false, keepPreviousData: true })
  const areas = useSWRImmutable<FeatureCollection>(where.boundaryYear === null ? null : `/api/v1/areas?gemeente=${where.code}&level=buurt&year=${where.boundaryYear}`, readJson)
  const backdrop = useSWRImmutable<FeatureCollection>(`/api/v1/backdrop?gemeente=${where.code}`, readJson, { shouldRetryOnError: false })
  const features = useMemo(() => marked(register, points.data), [register, points.data])
  const bounds = useMemo(() => around(features) ?? landOf(areas.data), [features, areas.data])

  if (points.error || areas.error) return <Alert kind="warning" action={<div><Button onClick={() => void points.mutate()}>{shared.retry}</Button></div>}>{words.map.failed}</Alert>
  if (!bounds || !points.data) return <p className="quiet register__map">{words.map.loading}</p>
  const n = features.features.length
  const missing = points.data.withoutPlace ?? 0
  return (
    <figure className="register__map">
      <PreviewMap
        label={words.map.label(register.title)}
        features={features}
        context={areas.data}
        backdrop={backdrop.data}
        bounds={bounds}
        attribution=""
        tipOf={(p) => ({ title: String(p.name), lines: [] })}
        highlight={hovered === null ? null : Number(hovered)}
        onPick={(_at, what) => {
          const found = what.map((p) => ({ id: Number(p.id), name: String(p.name) })).filter((p, i, all) => all.findIndex((q) => q.id === p.id) === i)
          if (found.length === 1) router.push(`/${register.slug}/${found[0]!.id}`)
          else setHere(found)
        }}
      />
      <figcaption className="small quiet" role="status">
        {n === 0 ? words.map.empty : words.map.legend(words.count(n, register.one, plural[register.id]))} {missing > 0 && n > 0 && words.map.missing(missing, plural[register.id])}
        {here.length > 1 && (
          <>
            <strong>{words.map.here(here.length)}</strong>
            <ul className="map-here">
              {here.map((p) => (
                <li key={p.id}>
                  <a href={`/${register.slug}/${p.id}`}>{p.name}</a>
                </li>
              ))}
            </ul>
          </>
        )}
      </figcaption>
    </figure>
  )
}

/** Points with what the map needs of them: who they are, drawn large enough to touch. */
function marked(register: Register, found: Points | undefined): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: (found?.features ?? []).map((f) => ({ ...f, properties: { id: Number(f.properties?.id ?? f.id), name: nameOfRecord(register, f.properties ?? {}), marker: true } })),
  }
}
