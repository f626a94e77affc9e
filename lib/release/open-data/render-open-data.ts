import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import { catalogAddress, catalogOf } from './catalog'
import { toCsvFile } from './csv-file'
import { datasetAddress, datasetOf, writeDataset } from './dataset'
import { toGeoJson } from './geojson'
import { toGeoPackage } from './geopackage'

/**
 * The open data of a release: each collection as GeoJSON and CSV, all of them as a GeoPackage, what the OGC API answers from, and the catalogue. The same model
 * gives the same bytes.
 */
export function renderOpenData(model: PublicModel): PublicFile[] {
  const dataset = datasetOf(model)
  return [
    ...dataset.collections.flatMap((c): PublicFile[] => [
      { address: `/open-data/${c.id}.geojson`, type: 'application/geo+json; charset=utf-8', body: toGeoJson(c) },
      { address: `/open-data/${c.id}.csv`, type: 'text/csv; charset=utf-8; header=present', body: toCsvFile(c) },
    ]),
    { address: '/open-data/buurtfocus.gpkg', type: 'application/geopackage+sqlite3', body: toGeoPackage(dataset) },
    { address: datasetAddress, type: 'application/json; charset=utf-8', body: writeDataset(dataset) },
    { address: catalogAddress, type: 'application/ld+json; charset=utf-8', body: catalogOf(dataset) },
  ]
}
