import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/** What the thread is made of. */
const sources = ['lib/runs/thread.ts', 'lib/runs/messages.ts', 'lib/analysis', 'lib/domain', 'package-lock.json']

let cannotCompile = false

/**
 * The file that a computing thread runs: its bundle, made anew when the sources changed. Where none can be made (no right to write in node_modules, installed without
 * esbuild) tsx runs the sources, which takes a second longer to start.
 */
export async function threadProgram(): Promise<string> {
  const root = process.cwd()
  if (!cannotCompile) {
    const file = path.join(root, 'node_modules', '.cache', 'buurtfocus-runs', `${await fingerprint(root)}.mjs`)
    if ((await exists(file)) || ((await compile(root, file)) && (await exists(file)))) return file
    cannotCompile = true
  }
  return fromSources(root)
}

/** The thread without compiling. */
export const fromSources = (root = process.cwd()): string => path.join(root, 'lib', 'runs', 'thread-from-sources.mjs')

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

function compile(root: string, file: string): Promise<boolean> {
  const script = path.join(root, 'lib', 'runs', 'compile.mjs')
  return new Promise((done) => execFile(process.execPath, [script, file], { cwd: root, timeout: 20_000 }, (error) => done(error === null)))
}

const exists = (file: string): Promise<boolean> => access(file).then(() => true, () => false)
