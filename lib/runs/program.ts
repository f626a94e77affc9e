import path from 'node:path'
import { compiled, projectRoot } from '@/lib/system/compiled'

/** The file that a computing thread runs: its bundle, or one that has tsx run its sources where that cannot be made. */
export const threadProgram = async (): Promise<string> =>
  (await compiled({ name: 'buurtfocus-runs', source: 'lib/runs/thread.ts', madeOf: ['lib/runs/thread.ts', 'lib/runs/messages.ts', 'lib/analysis', 'lib/domain'] })) ?? fromSources()

/** The thread without compiling. */
export const fromSources = (): string => path.join(projectRoot(), 'lib', 'runs', 'thread-from-sources.mjs')
