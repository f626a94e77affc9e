/** The computing thread: one calculation, then it ends. Started by `compute.ts`, never by hand. */
import { parentPort, workerData } from 'node:worker_threads'
import { problemClusters } from '@/lib/analysis/problem-clusters'
import { progressEveryMs, type ThreadMessage, type ThreadRequest } from './messages'

const tell = (message: ThreadMessage): void => parentPort!.postMessage(message)

function run({ input, seed, replicates }: ThreadRequest): void {
  let told = -Infinity
  const onProgress = (share: number, step: string): void => {
    const now = performance.now()
    if (now - told < progressEveryMs) return
    told = now
    tell({ type: 'progress', share, step })
  }
  try {
    tell({ type: 'done', output: problemClusters(input, { seed, ...(replicates === undefined ? {} : { replicates }), onProgress }) })
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    tell({ type: 'error', name, message, stack: stack ?? '' })
  }
}

run(workerData as ThreadRequest)
