import { words } from './words'

const tenth = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 })

/** "12,3 MB": bytes as people read them. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${tenth.format(bytes / 1000)} kB`
  return bytes < 1_000_000_000 ? `${tenth.format(bytes / 1_000_000)} MB` : `${tenth.format(bytes / 1_000_000_000)} GB`
}

export { shortMoment } from '@/lib/ui/format'

/** Time left in words, no more exact than it is known. */
export function left(seconds: number): string {
  if (seconds < 3) return words.left.almost
  if (seconds < 20) return words.left.seconds(Math.round(seconds))
  if (seconds < 90) return words.left.seconds(Math.round(seconds / 10) * 10)
  return words.left.minutes(Math.round(seconds / 60))
}

/** A year between 1995 and next year in the name of a file; null when there is none, or more than one. */
export function yearInName(name: string, thisYear: number): number | null {
  const found = new Set((name.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/g) ?? []).map(Number).filter((y) => y >= 1995 && y <= thisYear + 1))
  return found.size === 1 ? [...found][0]! : null
}
