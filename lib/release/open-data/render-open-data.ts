import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import { catalogAddress, catalogOf } from './catalog'
import { toCsvFile } from './csv-file'
import { datasetAddress, datasetOf, geopackageAddress, writeDataset } from './dataset'
import { toGeoJson } from './geojson'
import { toGeoPackage } from './geopackage'
import { openDataPage } from './open-data-page'

/**
 * The open data of a release: each collection as GeoJSON and CSV, all of them as a GeoPackage, what the OGC API answers from, the catalogue, and the page that lists them. The same model
 * gives the same bytes.
 */
export function renderOpenData(model: PublicModel): PublicFile[] {
  const dataset = datasetOf(model)
  const files: PublicFile[] = [
    ...dataset.collections.flatMap((c): PublicFile[] => [
      { address: `/open-data/${c.id}.geojson`, type: 'application/geo+json; charset=utf-8', body: toGeoJson(c) },
      { address: `/open-data/${c.id}.csv`, type: 'text/csv; charset=utf-8; header=present', body: toCsvFile(c) },
    ]),
    { address: geopackageAddress, type: 'application/geopackage+sqlite3', body: toGeoPackage(dataset) },
    { address: datasetAddress, type: 'application/json; charset=utf-8', body: writeDataset(dataset) },
    { address: catalogAddress, type: 'application/ld+json; charset=utf-8', body: catalogOf(dataset) },
  ]
  return [...files, openDataPage(model, dataset, files)]
}
