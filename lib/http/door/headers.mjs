import { createHash } from 'node:crypto'

/** Where the map gets its background, when the setting BASEMAP says so. */
const pdokTiles = 'https://service.pdok.nl'

/** @typedef {{ publicUrl?: string, basemap?: string, signInProvider?: string }} HeaderSettings */

/**
 * What every answer carries, whatever it is.
 * @param {HeaderSettings} settings
 * @returns {Record<string, string>}
 */
export function everywhere({ publicUrl }) {
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY', // for browsers that do not know frame-ancestors
    'Referrer-Policy': 'strict-origin-when-cross-origin', // PDOK wants to know who asks
    'Permissions-Policy': ['accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture', 'publickey-credentials-get', 'screen-wake-lock', 'usb', 'web-share', 'xr-spatial-tracking'].map((name) => `${name}=()`).join(', '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(publicUrl?.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** Who may ask where the device is: somebody records what is seen there and taps "Hier", or wants the nearest desk first. @param {string} path */
export const mayAskPlace = (path) => path === '/opnemen' || path.startsWith('/opnemen/') || path === '/spreekuren'

/** The same permissions, with the place of the device for our own page only. @param {string} policy */
export const withPlace = (policy) => policy.replace('geolocation=()', 'geolocation=(self)')

/** Data is shown by nobody: not as a page, not in a frame. */
export const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * What a page may load: only what comes from here, and inline only what carries the nonce or the hash of this answer.
 *
 * Style attributes are not allowed in HTML; React and MapLibre set styles through the CSSOM, which the policy leaves alone.
 * @param {HeaderSettings} settings
 * @param {{ nonce?: string, scripts?: readonly string[], styles?: readonly string[] }} inline
 */
export function pagePolicy({ basemap, signInProvider }, { nonce, scripts = [], styles = [] } = {}) {
  const tiles = basemap === 'pdok' ? [pdokTiles] : []
  const own = nonce ? [`'nonce-${nonce}'`] : []
  /** @type {[string, string[]][]} */
  const directives = [
    ['default-src', ["'none'"]],
    ['script-src', ["'self'", ...own, ...scripts]],
    ['style-src', ["'self'", ...own, ...styles]],
    ['img-src', ["'self'", 'data:', ...tiles]],
    ['connect-src', ["'self'", ...tiles]],
    ['worker-src', ["'self'"]],
    ['font-src', ["'self'"]],
    ['manifest-src', ["'self'"]],
    ['base-uri', ["'none'"]],
    // A form without scripts that ends at the sign-in provider: browsers also check where a form is sent on to.
    ['form-action', ["'self'", ...(signInProvider ? [new URL(signInProvider).origin] : [])]],
    ['frame-ancestors', ["'none'"]],
  ]
  return directives.map(([name, sources]) => `${name} ${sources.join(' ')}`).join('; ')
}

/**
 * The hashes of what stands inline in a page that was made at build time, and so cannot have a nonce.
 * @param {string} html
 */
export function inlineHashes(html) {
  /** @param {RegExp} element */
  const of = (element) => [...new Set([...html.matchAll(element)].map(([, text]) => `'sha256-${createHash('sha256').update(text ?? '').digest('base64')}'`))]
  return { scripts: of(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g), styles: of(/<style[^>]*>([\s\S]*?)<\/style>/g) }
}
