import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/')
const alias = { '@': root.replace(/\/$/, ''), 'server-only': `${root}lib/testing/empty.ts` }

/** What takes long begins first, else one core waits for it at the end; by themselves the largest files do. */
const long = ['lib/analysis/rotation.test.ts', 'lib/db/clusters/demo-input.db.test.ts', 'lib/testing/attack/release.db.test.ts', 'lib/testing/databases.db.test.ts', 'lib/import/services.db.test.ts', 'lib/import/users.db.test.ts', 'lib/import/postcodes.db.test.ts', 'lib/db/migrate.db.test.ts'].map((name) => root + name)
for (const file of long) if (!existsSync(file)) throw new Error(`vitest.config.ts: ${file} is to begin first, and is not there`)
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => Number(long.includes(b.moduleId)) - Number(long.includes(a.moduleId)))
  }
}

/** `unit` needs nothing but Node, and shares what it imports (what a module of ours keeps is only what it would find again); `database` needs both engines and takes minutes; it shares what it imports too, and its files wait for an engine or for a limit much of the time: four keep two cores busy. One group after the other. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      { resolve: { alias }, test: { name: 'unit', include: ['lib/**/*.test.{ts,tsx}'], exclude: ['**/*.db.test.ts'], isolate: false, maxWorkers: '100%', testTimeout: 60_000, sequence: { groupOrder: 0 } } },
      { resolve: { alias }, test: { name: 'database', include: ['lib/**/*.db.test.ts'], isolate: false, testTimeout: 120_000, hookTimeout: 180_000, globalSetup: ['lib/testing/start-database-host.ts'], maxWorkers: 4, sequence: { groupOrder: 1 } } },
    ],
  },
})
