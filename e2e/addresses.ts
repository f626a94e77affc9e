import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { methodsOf } from '@/lib/testing/route-methods'

/**
 * Everything that has an address, read from the sources and the build, so that nothing new can be forgotten by the crawls.
 * A part such as `[slug]` is filled from this table; a new one without an example is an error.
 */
const examples: Record<string, string> = { '[slug]': 'signalen', '[year]': '2025', '[buurt]': 'BU90010103', '[view]': 'clusters', '[id]': '1', '[register]': 'organisaties', '[list]': 'themes', '[code]': 'BU90010101', '[[...path]]': 'collections', '[number]': '1', '[[...address]]': 'x', '[change]': '00000000-0000-4000-8000-000000000000' }
/** In the API a register has its English name. */
const apiExamples: Record<string, string> = { ...examples, '[register]': 'organisations' }

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(`${root}app`, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8')

function addressOf(file: string): string {
  const parts = file.split('/').slice(0, -1).filter((part) => !/^\(.*\)$/.test(part))
  return `/${parts.map((part) => (part.startsWith('[') ? ((parts[0] === 'api' ? apiExamples : examples)[part] ?? fail(`no example for ${part} of app/${file}`)) : part)).join('/')}`
}

/** The addresses of all pages. */
export const pageAddresses: string[] = files.filter((file) => /(^|\/)page\.tsx$/.test(file)).map(addressOf)

/** The addresses of all route handlers, with the methods that each has. */
export const handlers: { path: string; methods: string[] }[] = files
  .filter((file) => /(^|\/)route\.ts$/.test(file))
  .map((file) => ({ path: addressOf(file), methods: methodsOf(read(`app/${file}`)) }))

/** How many Server Actions the sources hold. */
export const actionsInSources = files
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => read(`app/${file}`))
  .concat(readdirSync(`${root}lib`, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.')).map((file) => read(`lib/${file.replaceAll('\\', '/')}`)))
  .reduce((n, text) => n + (/^\s*['"]use server['"]/.test(text) ? [...text.matchAll(/^export async function /gm)].length : [...text.matchAll(/^\s+['"]use server['"]/gm)].length), 0)

/** All Server Actions as the build knows them: the number that a browser sends, and a page that has them. */
export function serverActions(): { id: string; name: string; page: string }[] {
  const { node } = JSON.parse(read('.next/server/server-reference-manifest.json')) as { node: Record<string, { workers: Record<string, unknown>; exportedName?: string }> }
  return Object.entries(node).map(([id, { workers, exportedName }]) => ({ id, name: exportedName ?? id, page: addressOf(Object.keys(workers)[0]!.replace(/^app\//, '')) }))
}

function fail(reason: string): never {
  throw new Error(reason)
}
