import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inlineHashes } from './headers.mjs'

/** The names under which Next keeps the pages of errors. @type {Readonly<Record<number, string>>} */
export const errorPages = { 404: '/_not-found', 500: '/_global-error' }

/**
 * The pages that were made at build time, with the hashes of their inline scripts: they hold no data, so they need no database and
 * no rendering, but for that they cannot carry the nonce of an answer.
 * @param {string} distDir
 * @returns {Map<string, { scripts: string[], styles: string[] }>} by address
 */
export function prerenderedPages(distDir) {
  const { routes } = JSON.parse(readFileSync(path.join(distDir, 'prerender-manifest.json'), 'utf8'))
  const pages = new Map()
  for (const route of Object.keys(routes)) {
    const file = path.join(distDir, 'server', 'app', `${route === '/' ? 'index' : route}.html`)
    try {
      pages.set(route, inlineHashes(readFileSync(file, 'utf8')))
    } catch (error) {
      // A route without a page, such as an icon.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
    }
  }
  return pages
}
