/**
 * `node --import tsx lib/testing/write-release.ts FOLDER`: publishes the made-up town (public-model.ts) in a folder, as a release writes it. A process of its own
 * for browser tests, which read JSX in their own way.
 */
import { renderers } from '@/lib/release/renderers'
import { switchTo } from '@/lib/release/store'
import { writeRelease } from '@/lib/release/write'
import { publicModel } from './public-model'

const folder = process.argv[2]!
const model = publicModel()
const { manifest } = await writeRelease(folder, model, renderers.flatMap((render) => render(model)))
await switchTo({ release: manifest.id, readable: [{ id: manifest.id, madeOn: manifest.madeOn }] }, folder)
