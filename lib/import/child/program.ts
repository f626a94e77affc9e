import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/** What the child is made of. */
const sources = ['lib/import/child', 'lib/import/readers', 'lib/domain', 'package-lock.json']

let cannotCompile = false

/**
 * What Node must run for the reading child: its bundle, made anew when the sources changed. Where none can be made (no right to write in
 * node_modules, installed without esbuild) tsx runs the sources, which takes a second longer to start.
 */
export async function childProgram(): Promise<string[]> {
  const root = /* turbopackIgnore: true */ process.cwd()
  if (!cannotCompile) {
    const folder = path.join(root, 'node_modules', '.cache', 'buurtfocus-import-child', await fingerprint(root))
    const program = path.join(folder, 'main.mjs')
    if ((await exists(program)) || ((await compile(root, folder)) && (await exists(program)))) return [program]
    cannotCompile = true
  }
  return ['--import', 'tsx', path.join(root, 'lib', 'import', 'child', 'main.ts')]
}

/** Changes when a source does: names, sizes and times of the files, and the version of Node. */
async function fingerprint(root: string): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const source of sources) {
    const full = path.join(root, source)
    const names = (await stat(full)).isDirectory() ? (await readdir(full, { recursive: true })).sort() : ['']
    const files = names.filter((name) => !name.endsWith('.test.ts') && !name.endsWith('.md'))
    for (const { name, size, mtimeMs } of await Promise.all(files.map(async (name) => ({ name, ...(await stat(path.join(full, name))) })))) hash.update(`${source} ${name} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

function compile(root: string, folder: string): Promise<boolean> {
  const script = path.join(root, 'lib', 'import', 'child', 'compile.mjs')
  return new Promise((done) => execFile(process.execPath, [script, folder], { cwd: root, timeout: 20_000 }, (error) => done(error === null)))
}

const exists = (file: string): Promise<boolean> => access(file).then(() => true, () => false)
