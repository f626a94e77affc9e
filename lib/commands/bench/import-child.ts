/** A process of its own for one import, so that its memory is that of `npm run data` and not of the bench. Started by measure-import. */
import { closeDatabase, connectTo } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import { runImport } from '@/lib/import/pipeline'
import { timed } from './interleave'
import { gemeente } from './signal-files'

export type ImportDone = { ms: number; status: string; applied: number; problem: string }

process.once('message', async ({ url, file }: { url: string; file: string }) => {
  connectTo(url)
  let done: ImportDone | undefined
  const ms = await timed(async () => {
    const report = await runImport({
      kind: 'signals', sources: [{ kind: 'file', path: file }], sourceName: 'bench', options: { gemeente }, mode: 'load', who: system, hashKey: 'bench', now: new Date('2026-11-24T12:00:00Z'),
    })
    done = { ms: 0, status: report.status, applied: report.rows.applied, problem: `${report.problem ?? ''} ${JSON.stringify(report.rejects.slice(0, 2))}` }
  })
  await closeDatabase()
  process.send!({ ...done!, ms }, () => process.disconnect())
})
process.send!({ ready: true })
