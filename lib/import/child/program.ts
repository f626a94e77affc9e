import path from 'node:path'
import { compiled, projectRoot } from '@/lib/system/compiled'

const source = 'lib/import/child/main.ts'

/** What Node must run for the reading child: its bundle, or tsx on its sources where that cannot be made. */
export async function childProgram(): Promise<string[]> {
  const bundle = await compiled({ name: 'buurtfocus-import-child', source, madeOf: ['lib/import/child', 'lib/import/readers', 'lib/domain'] })
  return bundle === null ? ['--import', 'tsx', path.join(projectRoot(), source)] : [bundle]
}
