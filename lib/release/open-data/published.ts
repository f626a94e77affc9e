import { readCurrent } from '../read.mjs'
import { folderOfReleases, openRelease } from '../store'
import { datasetAddress, readDataset, type Dataset } from './dataset'

let last: { folder: string; id: string; dataset: Dataset } | null = null

/** The open data of the release that counts now, read once for each release; null before the first, and when it was withdrawn. No database. */
export function publishedDataset(folder = folderOfReleases()): Dataset | null {
  const { release: id } = readCurrent(folder)
  if (id === null) return null
  if (last?.id === id && last.folder === folder) return last.dataset
  const bytes = openRelease(id, folder)?.read(datasetAddress)
  if (!bytes) return null
  const dataset = readDataset(new TextDecoder().decode(bytes))
  last = { folder, id, dataset }
  return dataset
}
