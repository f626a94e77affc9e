import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/')
const alias = { '@': root.replace(/\/$/, ''), 'server-only': `${root}lib/testing/empty.ts` }

const database = { testTimeout: 120_000, hookTimeout: 180_000, globalSetup: ['lib/testing/start-database-host.ts'] }
/** What these do to a server or say about its haste they cannot do beside others. */
const alone = ['lib/db/client.db.test.ts', 'lib/db/lost-connections.db.test.ts', 'lib/db/embedded/survival.db.test.ts']

/** `unit` needs nothing but Node, and shares what it imports (what a module of ours keeps is only what it would find again); `database` and `database-alone` need both engines and take minutes. One group after the other. */
export default defineConfig({
  test: {
    projects: [
      { resolve: { alias }, test: { name: 'unit', include: ['lib/**/*.test.{ts,tsx}'], exclude: ['**/*.db.test.ts'], isolate: false, maxWorkers: '100%', sequence: { groupOrder: 0 } } },
      { resolve: { alias }, test: { name: 'database', include: ['lib/**/*.db.test.ts'], exclude: alone, ...database, maxWorkers: 3, sequence: { groupOrder: 1 } } },
      { resolve: { alias }, test: { name: 'database-alone', include: alone, ...database, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
})
