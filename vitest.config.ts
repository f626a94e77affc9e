import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const alias = { '@': root.replace(/\/$/, ''), 'server-only': `${root}lib/testing/empty.ts` }

/** Two projects: `unit` needs nothing but Node; `database` needs both engines and takes minutes. */
export default defineConfig({
  test: {
    projects: [
      { resolve: { alias }, test: { name: 'unit', include: ['lib/**/*.test.{ts,tsx}'], exclude: ['**/*.db.test.ts'] } },
      {
        resolve: { alias },
        test: { name: 'database', include: ['lib/**/*.db.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false },
      },
    ],
  },
})
