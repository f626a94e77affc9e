import { checkSchedule, nextDates, scheduleInWords } from '@/lib/analysis/schedule'
import type { PublicActivity, PublicPoint, PublicVenue } from '@/lib/domain/public-model'
import { targetGroups } from '@/lib/domain/target-groups'
import type { Book } from './book'
import { distance, weekdayDate } from './format'
import { straightLine } from './middle'
import { words } from './words'

/** An activity as the pages tell it; texts are Dutch. */
export type Desk = { activity: PublicActivity; venue: PublicVenue | null; /** "elke dinsdag om 10:00" */ when: string; /** the first day on or after the release; null when its schedule cannot be read */ next: string | null; /** straight line in metres; null without a place */ metres: number | null }

const known = new WeakMap<Book, Desk[]>()

/** Those that still run or are to come on the day of the release, by name; with the distance from a point when one is given. */
export function desksOf(book: Book, from: PublicPoint | null = null): Desk[] {
  const desks = known.get(book) ?? makeDesks(book)
  known.set(book, desks)
  return from === null ? desks : desks.map((d) => ({ ...d, metres: d.venue ? straightLine(from, d.venue.point) : null }))
}

function makeDesks(book: Book): Desk[] {
  const { activities, madeOn } = book.model
  const running = activities.filter((a) => a.to === null || a.to > madeOn)
  return [...running].sort((a, b) => a.name.localeCompare(b.name, 'nl') || (a.id < b.id ? -1 : 1)).flatMap((activity) => {
    const first = activity.from > madeOn ? activity.from : madeOn
    const [next] = nextDates(activity.schedule, first, activity.to, 1, activity.from)
    if (next === undefined && checkSchedule(activity.schedule) === null) return [] // so many times, and they have been
    return [{ activity, venue: book.venue(activity.venue) ?? null, when: capital(scheduleInWords(activity.schedule, activity.startTime)), next: next ?? null, metres: null }]
  })
}

/** The nearest first; of those as near, by name. Only what has an address. */
export function nearest(desks: readonly Desk[], limit: number): Desk[] {
  return desks.filter((d) => d.metres !== null).sort((a, b) => a.metres! - b.metres!).slice(0, limit)
}

export const awayInWords = (d: Desk): string | null => (d.metres === null ? null : `${distance(d.metres)} ${words.desks.away}`)
export const nextInWords = (d: Desk): string | null => (d.next === null ? null : words.desks.next(weekdayDate(d.next)))
export const groupsInWords = (a: PublicActivity): string | null => (a.targetGroups.length === 0 ? null : words.desks.forWhom(a.targetGroups.map((g) => ((targetGroups as Record<string, string>)[g] ?? g).toLowerCase()).join(', ')))

/** Where one without an address comes, in names: the whole gemeente, a wijk as people who work there call it, or buurten. */
export function servesInWords(book: Book, a: PublicActivity): string {
  if (comesEverywhere(book, a)) return words.desks.servesAll
  const served = new Set(a.serves)
  const whole = [...new Set(book.buurten.map((b) => b.werkgebied))].find((name) => { const codes = book.buurten.filter((b) => b.werkgebied === name).map((b) => b.code); return name !== null && codes.length === served.size && codes.every((code) => served.has(code)) })
  return words.desks.serves(whole ?? listed(a.serves.map(book.placeName)))
}

/** Whether it comes to every buurt on land; so does one of which nobody said where. */
export function comesEverywhere(book: Book, a: PublicActivity): boolean {
  const served = new Set(a.serves)
  return a.venue === null && (served.size === 0 || book.buurten.every((b) => b.inhabitants === null || served.has(b.code)))
}

/** "a, b en c" */
export const listed = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} en ${names.at(-1)}`)
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
