/** Only a path on this site: an address of another site, or one that a browser would read as such, is dropped. */
export function safeReturn(given: unknown): string | null {
  if (typeof given !== 'string' || !/^\/(?![/\\])[^\\\s]*$/.test(given)) return null
  const url = new URL(given, 'http://here.invalid')
  return url.host === 'here.invalid' ? url.pathname + url.search : null
}
