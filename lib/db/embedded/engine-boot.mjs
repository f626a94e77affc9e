// tsx 4.23 on Node 20 does not reach worker threads by `--import`, so the thread registers it itself.
import { register } from 'tsx/esm/api'

register()
await import('./engine-thread.ts')
