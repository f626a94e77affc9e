/**
 * At most `limit` in any `windowMs` per key, in memory. A sliding window from two counters per key: the current window, and the
 * part of the previous one that still counts, as if its requests were spread evenly.
 *
 * The table is bounded: with more than `maxKeys` the key that was quiet longest is forgotten.
 * @param {{ limit: number, windowMs: number, maxKeys?: number }} options
 */
export function rateLimit({ limit, windowMs, maxKeys = 20_000 }) {
  /** @type {Map<string, { start: number, now: number, before: number }>} */
  const table = new Map()
  return {
    /**
     * Counts one request.
     * @param {string} key
     * @param {number} now milliseconds that never go back
     * @returns {number} 0 when it may pass, else the seconds to wait
     */
    take(key, now) {
      const start = now - (now % windowMs)
      const found = table.get(key)
      const entry = !found || found.start < start - windowMs ? { start, now: 0, before: 0 } : found.start < start ? { start, now: 0, before: found.now } : found
      const passed = now - start
      const used = entry.now + entry.before * (1 - passed / windowMs)
      const free = used + 1 <= limit
      if (free) entry.now++
      table.delete(key)
      table.set(key, entry)
      if (table.size > maxKeys) table.delete(/** @type {string} */ (table.keys().next().value))
      return free ? 0 : Math.max(1, Math.ceil(waitMs(entry, passed) / 1000))
    },
    get size() {
      return table.size
    },
  }

  /** Until the window has slid far enough for one more. @param {{ now: number, before: number }} entry @param {number} passed */
  function waitMs(entry, passed) {
    const room = limit - 1 - entry.now
    if (room >= 0) return windowMs * (1 - room / entry.before) - passed
    return windowMs - passed + windowMs * (1 - (limit - 1) / entry.now)
  }
}
