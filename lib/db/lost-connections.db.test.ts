import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { availableEngines, startTestDatabase } from '@/lib/testing/databases'

describe.each(availableEngines().filter((e) => e === 'postgres'))('losing %s in the middle of transactions', (engine) => {
  it('rejects them as an outage, and the process lives on and reaches it again', async () => {
    const database = await startTestDatabase(engine, { migrated: true })
    try {
      const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'lib/testing/lost-connections.ts', database.url], { timeout: 60_000 })
      expect(JSON.parse(stdout)).toEqual({ outcomes: ['DatabaseUnavailable'], last: 'answers' })
    } finally {
      await database.stop()
    }
  })
})
