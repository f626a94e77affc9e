import type { ReactNode } from 'react'
import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import { readAssets } from '../pages/assets'
import { number } from '../pages/format'
import { pageFile } from '../pages/frame'
import { catalogAddress } from './catalog'
import { geopackageAddress, type Collection, type Dataset } from './dataset'
import { pageWords as w } from './words'

/** The list of everything that can be taken along: each collection with its files and what is in them. `files`: what the sizes are told of. */
export function openDataPage(model: PublicModel, dataset: Dataset, files: readonly PublicFile[]): PublicFile {
  const bytes = new Map(files.map((f) => [f.address, Buffer.byteLength(f.body)]))
  const file = (address: string, name: string, of?: string) => <a href={address} download="">{`${name} (${size(bytes.get(address)!)})`}{of && <span className="hide">: {of}</span>}</a>
  const body = (
    <div className="text">
      <h1>{w.title}</h1>
      <p className="lead">{w.lead}</p>
      <p>{w.licence}</p>
      <h2>{w.all}</h2>
      <ul className="plain">
        <li>{file(geopackageAddress, 'GeoPackage')}: {w.geopackage}</li>
        <li><a href="/ogc/v1">OGC API Features</a>: {w.api}</li>
        <li><a href={catalogAddress}>DCAT-AP-NL</a>: {w.catalog}</li>
      </ul>
      {dataset.collections.map((c) => <Files key={c.id} collection={c} file={file} />)}
      <h2>{w.places}</h2>
      <p>{w.placesText}</p>
    </div>
  )
  return pageFile(model, readAssets(), { address: '/open-data', title: w.title, description: w.description, body })
}

function Files({ collection: c, file }: { collection: Collection; file: (address: string, name: string, of?: string) => ReactNode }) {
  return (
    <section aria-labelledby={c.id}>
      <h2 id={c.id}>{c.title}</h2>
      <p>{c.description}</p>
      <ul className="plain">
        <li>{file(`/open-data/${c.id}.geojson`, 'GeoJSON', c.title)}</li>
        <li>{file(`/open-data/${c.id}.csv`, 'CSV', c.title)}</li>
        <li><a href={`/ogc/v1/collections/${c.id}/items`}>{w.inApi}<span className="hide">: {c.title}</span></a></li>
      </ul>
      <details>
        <summary>{w.properties(c.features.length, c.properties.length)}<span className="hide">: {c.title}</span></summary>
        <div className="scroll" role="region" aria-label={w.table(c.title)} tabIndex={0}>
          <table>
            <thead><tr><th scope="col">{w.name}</th><th scope="col">{w.meaning}</th><th scope="col">{w.kind}</th></tr></thead>
            <tbody>{c.properties.map((p) => <tr key={p.name}><th scope="row">{p.name}</th><td>{p.description}</td><td>{w.kinds[p.type]}</td></tr>)}</tbody>
          </table>
        </div>
      </details>
    </section>
  )
}

const size = (bytes: number): string => (bytes < 1_000_000 ? `${number(Math.max(1, Math.round(bytes / 1000)))} kB` : `${number(bytes / 1_000_000)} MB`)
