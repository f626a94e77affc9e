/** Makes the demo that the browser tests copy, if it is not there: `npm test` does so while lint and types keep another core busy. */
import { demoData } from './demo-data'
import { up } from './start-apps'

await demoData((dataDir) => up(dataDir))
