import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

export type Program = {
  /** its folder in `node_modules/.cache` */
  name: string
  /** the file that starts, from the root of the project */
  source: string
  /** the files and folders that it is made of; what it imports beside them changes nothing that was compiled */
  madeOf: readonly string[]
}

const compiler = 'lib/system/compile.mjs'
/** Programs that could not be compiled here: not tried again. */
const cannotCompile = new Set<string>()

/**
 * The file that Node runs for a program of ours in a process or thread of its own: its bundle, made anew when the sources changed.
 * @returns null where none can be made (no right to write in node_modules, installed without esbuild): then tsx runs the sources, which takes a second longer to start
 */
export async function compiled(program: Program): Promise<string | null> {
  const root = projectRoot()
  if (cannotCompile.has(program.name)) return null
  const folder = path.join(root, 'node_modules', '.cache', program.name, await fingerprint(root, program))
  const file = path.join(folder, 'main.mjs')
  if ((await exists(file)) || ((await compile(root, program.source, folder)) && (await exists(file)))) return file
  cannotCompile.add(program.name)
  return null
}

/** Paths come from the working directory (the root of the project), because a bundler moves this file. */
export const projectRoot = (): string => /* turbopackIgnore: true */ process.cwd()

/** Changes when a source does: names, sizes and times of the files, and the version of Node. */
async function fingerprint(root: string, { madeOf }: Program): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const source of [...madeOf, compiler, 'package-lock.json']) {
    const full = path.join(root, source)
    const names = (await stat(full)).isDirectory() ? (await readdir(full, { recursive: true })).sort() : ['']
    const files = names.filter((name) => !name.endsWith('.test.ts') && !name.endsWith('.md'))
    for (const { name, size, mtimeMs } of await Promise.all(files.map(async (name) => ({ name, ...(await stat(path.join(full, name))) })))) hash.update(`${source} ${name} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

function compile(root: string, source: string, folder: string): Promise<boolean> {
  return new Promise((done) => execFile(process.execPath, [path.join(root, compiler), source, folder], { cwd: root, timeout: 20_000 }, (error) => done(error === null)))
}

const exists = (file: string): Promise<boolean> => access(file).then(() => true, () => false)
