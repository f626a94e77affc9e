import { gzipSync } from 'node:zlib'

/** The scripts that a browser loads before the page is ready to use: `script src` and preloaded modules and scripts, each once; not those for browsers without modules. */
export function scriptsOf(html: string): string[] {
  const found = new Set<string>()
  for (const [tag, name] of html.matchAll(/<(script|link)\b[^>]*>/gi)) {
    if (name!.toLowerCase() === 'script' && /\snomodule\b/i.test(tag)) continue
    const address = name!.toLowerCase() === 'script' ? attribute(tag, 'src') : isScriptLink(tag) ? attribute(tag, 'href') : null
    if (address) found.add(address.replaceAll('&amp;', '&'))
  }
  return [...found]
}

const attribute = (tag: string, name: string): string | null => new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? null

function isScriptLink(tag: string): boolean {
  const rel = attribute(tag, 'rel')?.toLowerCase()
  return rel === 'modulepreload' || (rel === 'preload' && attribute(tag, 'as')?.toLowerCase() === 'script')
}

/** What goes over the line: gzip at the level that servers use by default, in bytes. */
export const gzipBytes = (content: Uint8Array): number => gzipSync(content).length
