import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { PublicFile } from '@/lib/domain/public-model'

/**
 * What every page loads: one font, one small script. The style sheet stands in the page itself, so that nothing has to be fetched before the first paint, and is a
 * file as well: its hash is what the policy of the page allows. Addresses carry the hash of what is in them, so that they never change.
 */
export type Assets = { style: { address: string; text: string }; script: string; largeMap: string; font: string; files: readonly PublicFile[] }

/** The address of an asset: `/publiek/<first 16 hex of SHA-256>.<ext>`. */
export function assetAddress(body: string | Uint8Array, ext: string): string {
  return `/publiek/${createHash('sha256').update(body).digest('hex').slice(0, 16)}.${ext}`
}

let kept: Assets | undefined
/** Reads them once; they belong to the program, not to the data. The house style is that of the rest of the site (`tokens.css`). */
export function readAssets(): Assets {
  return (kept ??= makeAssets())
}

function makeAssets(): Assets {
  const read = (...place: string[]): Buffer => readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), ...place))
  const files: PublicFile[] = []
  const add = (body: string | Uint8Array, ext: string, type: string): string => {
    const address = assetAddress(body, ext)
    files.push({ address, type, body })
    return address
  }
  const font = add(new Uint8Array(read('node_modules', '@fontsource-variable', 'source-sans-3', 'files', 'source-sans-3-latin-wght-normal.woff2')), 'woff2', 'font/woff2')
  const fontExt = add(new Uint8Array(read('node_modules', '@fontsource-variable', 'source-sans-3', 'files', 'source-sans-3-latin-ext-wght-normal.woff2')), 'woff2', 'font/woff2')
  const css = [read('lib', 'ui', 'tokens.css'), read('lib', 'release', 'pages', 'site.css')].join('\n').replaceAll('FONT_LATIN_EXT', fontExt).replaceAll('FONT_LATIN', font)
  const text = used(smaller(css))
  const style = { address: add(text, 'css', 'text/css; charset=utf-8'), text }
  const searching = read('lib', 'release', 'pages', 'search.mjs').toString('utf8').replace(/^export /gm, '')
  const script = add(`{\n${bare(`${searching}\n${read('lib', 'release', 'pages', 'site.js').toString('utf8')}`)}}`, 'js', 'text/javascript; charset=utf-8')
  const largeMap = add(bare(read('lib', 'release', 'pages', 'map.mjs').toString('utf8')), 'mjs', 'text/javascript; charset=utf-8')
  return { style, script, largeMap, font, files }
}

/** Without the lines that are only comment. */
const bare = (script: string): string => script.replace(/^[ \t]*(\/?\*.*)?\n/gm, '')

/** Without comments and the spaces that mean nothing. */
const smaller = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1').replaceAll(';}', '}').trim()

/** Without the custom properties that nothing here reads: those of components that only the app has. */
function used(css: string): string {
  const read = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name))
  const less = css.replace(/(--[\w-]+):[^;{}]*;?/g, (all, name: string) => (read.has(name) ? all : ''))
  return less === css ? css : used(less)
}
