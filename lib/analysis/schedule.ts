import { RRuleTemporal } from 'rrule-temporal'
import { monthNames, weekdayNames } from '@/lib/domain/dutch-days.mjs'
import { addDays, addMonths, isDate } from '@/lib/domain/period'

type Parts = Partial<Record<string, string>> & { FREQ: string }
type Weekday = { day: string; nth: number }

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
const days: Readonly<Record<string, string>> = weekdayNames
/** Largest number in a list part, and whether it may count from the end (negative). */
const lists: Readonly<Record<string, { max: number; end: boolean }>> = {
  BYMONTH: { max: 12, end: false }, BYMONTHDAY: { max: 31, end: true }, BYYEARDAY: { max: 366, end: true }, BYWEEKNO: { max: 53, end: true }, BYSETPOS: { max: 366, end: true },
}
/** Further ahead than this nothing is looked for: a rule that is silent for 40 years is said never to fire, and work stays bounded. */
const horizonYears = 40
const maxSteps = 100_000

/**
 * Why a schedule cannot be used, in Dutch; null when it is right. A schedule is an RRULE of RFC 5545 that ends on whole days, without DTSTART
 * (dates count from the day on which the activity starts), exceptions or times of day.
 *
 * Without an interval: the rule is well-formed and fires at some time, from whichever day it starts. With one ([from, to), `to` null when it has no
 * end): it fires at least once in it. The work is bounded: nothing finer than a day, at most 40 years ahead.
 */
export function checkSchedule(rule: string, interval?: { from: string; to: string | null }): string | null {
  const problem = checked.get(rule) ?? remember(checked, rule, problemOf(rule) ?? '')
  if (problem !== '' || !interval) return problem || null
  const key = `${rule} ${interval.from} ${interval.to}`
  return (checked.get(key) ?? remember(checked, key, problemIn(rule, interval) ?? '')) || null
}

function problemIn(rule: string, interval: { from: string; to: string | null }): string | null {
  const until = untilOf(parse(rule))
  if (until !== null && until < interval.from) return `Herhaling: eindigt op ${until} (UNTIL), voor de begindatum ${interval.from}`
  const last = [interval.to ?? '9999-12-31', until === null ? '9999-12-31' : addDays(until, 1)].sort()[0]!
  const within = firesWithin(parse(rule))
  if (within !== null && addDays(interval.from, within) <= last) return null
  if (datesOf(rule, interval.from, interval.to, 1).length > 0) return null
  return `Herhaling: valt op geen enkele dag ${interval.to ? `van ${interval.from} tot ${interval.to}` : `vanaf ${interval.from}`}`
}

/** For the usual rules: within so many days after any start they have fired, so that nothing needs to be counted; null for the others. */
function firesWithin(p: Parts): number | null {
  const { FREQ, INTERVAL = '1', BYDAY, COUNT: _, UNTIL: __, WKST: ___, ...others } = p
  if (Object.keys(others).length > 0) return null
  if (BYDAY === undefined) return 1 // on the day on which it starts
  const every = Number(INTERVAL)
  if (FREQ === 'WEEKLY') return 7 * (every + 1)
  if (FREQ === 'MONTHLY' && weekdays(p).every((d) => Math.abs(d.nth) <= 4)) return 31 * (every + 1)
  return null
}

/**
 * How often a schedule fires in a normal year: the mean over 28 years (in which weekdays and leap years come round; over 208 weeks when it is 40 times or more), in
 * whole times, below ten with two decimals: weekly 52, every other week 26, every fifth Tuesday of a month 4.18. A rule with COUNT fires at most that often
 * (once = 1); UNTIL is no matter.
 * @throws {RangeError} when `checkSchedule` has a problem with it
 */
export function timesPerYear(rule: string): number {
  const problem = checkSchedule(rule)
  if (problem) throw new RangeError(problem)
  const known = times.get(rule)
  if (known !== undefined) return known
  const { COUNT, UNTIL: _, ...parts } = parse(rule)
  const endless = write(parts)
  const start = datesOf(write({ ...parts, INTERVAL: undefined }), '2001-01-01', null, 1)[0]!
  const timesIn = (numDays: number): number => rruleOf(endless, start, addDays(start, numDays - 1)).all().length
  const rough = (timesIn(208 * 7) / (208 * 7)) * 365.25
  const exact = rough >= 40 ? rough : timesIn(28 * 365.25) / 28
  const yearly = exact >= 10 ? Math.round(exact) : Math.round(exact * 100) / 100
  return remember(times, rule, COUNT === undefined ? yearly : COUNT === '1' ? 1 : Math.min(Number(COUNT), yearly))
}

/**
 * The first `count` days (yyyy-mm-dd) in [from, to) on which a schedule fires; `to` null looks 40 years ahead. Every second week, COUNT and dates without
 * BYDAY count from `start`, the first day of the activity (`from` when it is left out). Empty for a rule that is not right.
 */
export function nextDates(rule: string, from: string, to: string | null, count: number, start = from): string[] {
  return checkSchedule(rule) === null ? datesOf(rule, from, to, count, start) : []
}

/** A schedule in plain Dutch: "elke tweede woensdag van de maand om 10:00". What has no short words is told by how often it is; what is not right is shown as it is. */
export function scheduleInWords(rule: string, startTime: string | null = null): string {
  if (checkSchedule(rule) !== null) return rule
  const p = parse(rule)
  const until = untilOf(p)
  const time = startTime ? ` om ${startTime.slice(0, 5)}` : ''
  if (p.COUNT === '1') return `één keer${time}`
  const end = p.COUNT ? `, ${p.COUNT} keer` : until ? `, tot en met ${dayInWords(until)} ${until.slice(0, 4)}` : ''
  return `${rhythm(p) ?? `ongeveer ${String(timesPerYear(rule)).replace('.', ',')} keer per jaar`}${time}${end}`
}

function rhythm(p: Parts): string | null {
  if (p.BYSETPOS || p.BYYEARDAY || p.BYWEEKNO) return null
  const every = Number(p.INTERVAL ?? 1)
  const on = weekdays(p)
  const inMonths = p.BYMONTH ? ` in ${sum(numbers(p.BYMONTH).map((m) => monthNames[m - 1]!))}` : ''
  if (p.FREQ === 'DAILY' && !p.BYMONTHDAY && (on.length === 0 || every === 1)) return (on.length > 0 ? eachDay(on) : every === 1 ? 'elke dag' : every === 2 ? 'om de dag' : `elke ${every} dagen`) + inMonths
  if (p.FREQ === 'WEEKLY') {
    if (every === 1) return (on.length > 0 ? eachDay(on) : 'elke week') + inMonths
    return (every === 2 ? 'om de week' : `elke ${every} weken`) + (on.length > 0 ? ` op ${sum(on.map((d) => days[d.day]!))}` : '') + inMonths
  }
  if (p.FREQ === 'MONTHLY') {
    const monthly = every === 1 ? 'elke maand' : every === 2 ? 'om de maand' : `elke ${every} maanden`
    if (on.length === 0) return monthly + (p.BYMONTHDAY ? ` op ${sum(numbers(p.BYMONTHDAY).map(dayOfMonth))}` : '') + inMonths
    if (p.BYMONTHDAY) return null
    if (on.every((d) => d.nth === 0)) return every === 1 ? eachDay(on) + inMonths : null
    if (on.some((d) => d.nth === 0)) return null
    const which = sum(on.map((d) => `${nth(d.nth)} ${days[d.day]}`))
    return (every === 1 ? `elke ${which} van de maand` : `${monthly} op de ${which}`) + inMonths
  }
  if (p.FREQ !== 'YEARLY') return null
  const yearly = every === 1 ? 'elk jaar' : every === 2 ? 'om het jaar' : `elke ${every} jaar`
  if (on.length === 0 && !p.BYMONTHDAY) return yearly + inMonths
  if (on.length === 0 && p.BYMONTH && numbers(p.BYMONTHDAY!).every((d) => d > 0)) return `${yearly} op ${sum(numbers(p.BYMONTH).flatMap((m) => numbers(p.BYMONTHDAY!).map((d) => `${d} ${monthNames[m - 1]}`)))}`
  return !p.BYMONTHDAY && p.BYMONTH && on.every((d) => d.nth !== 0) ? `${yearly} op de ${sum(on.map((d) => `${nth(d.nth)} ${days[d.day]}`))} van ${sum(numbers(p.BYMONTH).map((m) => monthNames[m - 1]!))}` : null
}

/** "elke dinsdag en donderdag", "elke werkdag" for Monday to Friday. */
const eachDay = (on: readonly Weekday[]): string => (on.length === 5 && on.every((d) => d.day !== 'SA' && d.day !== 'SU') ? 'elke werkdag' : on.length === 7 ? 'elke dag' : `elke ${sum(on.map((d) => days[d.day]!))}`)
const sum = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} en ${words.at(-1)}`)
const ordinals = ['eerste', 'tweede', 'derde', 'vierde', 'vijfde']
const nth = (n: number): string => (n < 0 ? (n === -1 ? 'laatste' : `op ${-n - 1} na laatste`) : (ordinals[n - 1] ?? `${n}e`))
const dayOfMonth = (n: number): string => (n > 0 ? `de ${n}e` : n === -1 ? 'de laatste dag' : `de ${nth(n)} dag`)
const dayInWords = (date: string): string => `${Number(date.slice(8))} ${monthNames[Number(date.slice(5, 7)) - 1]}`
const numbers = (list: string): number[] => list.split(',').map(Number)
const weekdays = (p: Parts): Weekday[] => (p.BYDAY ?? '').split(',').filter(Boolean).map((d) => ({ day: d.slice(-2), nth: Number(d.slice(0, -2)) }))

/** Rules come back over and over: what was found is kept for the last thousand; a problem, or '' when there is none. */
const checked = new Map<string, string>()
const times = new Map<string, number>()
function remember<T>(kept: Map<string, T>, rule: string, found: T): T {
  if (kept.size >= 1000) kept.clear()
  kept.set(rule, found)
  return found
}

function problemOf(rule: string): string | null {
  const wrong = (what: string): string => `Herhaling: ${what}`
  if (!/^FREQ=[A-Z]+(;[A-Z-]+=[A-Z0-9,+\-:]+)*$/.test(rule) || rule.length > 300) return wrong(/EXDATE|RDATE|DTSTART|EXRULE/.test(rule) ? 'uitzonderingen en begindata (EXDATE, RDATE, DTSTART) horen er niet in' : 'verwacht een herhaling volgens iCalendar, bijvoorbeeld FREQ=WEEKLY;BYDAY=TU')
  const pairs = rule.split(';').map((part) => part.split('=') as [string, string])
  const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) !== i)
  if (twice) return wrong(`${twice[0]} staat er twee keer in`)
  const p = parse(rule)
  if (!frequencies.includes(p.FREQ)) return wrong(/^(HOUR|MINUTE|SECOND)LY$/.test(p.FREQ) ? 'vaker dan elke dag kan niet; verwacht FREQ=DAILY, WEEKLY, MONTHLY of YEARLY' : `FREQ=${p.FREQ} bestaat niet; verwacht DAILY, WEEKLY, MONTHLY of YEARLY`)
  for (const [name, value] of pairs.slice(1)) {
    const problem = problemOfPart(p, name, value)
    if (problem) return wrong(problem)
  }
  if (p.COUNT && p.UNTIL) return wrong('COUNT en UNTIL kunnen niet allebei; kies er één')
  const monthly = p.FREQ === 'DAILY' && p.BYMONTHDAY ? { FREQ: 'MONTHLY' } : {} // the same days, found in fewer steps
  if (datesOf(write({ ...p, ...monthly, INTERVAL: undefined, UNTIL: undefined, COUNT: undefined }), '2001-01-01', null, 1).length === 0) return wrong('deze dag komt nooit voor (zoals 31 februari)')
  return null
}

function problemOfPart(p: Parts, name: string, value: string): string | null {
  const range = lists[name]
  if (range) {
    const bad = value.split(',').find((v) => !/^[+-]?\d{1,3}$/.test(v) || Number(v) === 0 || Math.abs(Number(v)) > range.max || (Number(v) < 0 && !range.end))
    if (bad !== undefined) return `${name}=${bad} kan niet; verwacht 1 tot en met ${range.max}${range.end ? ', of negatief vanaf het einde' : ''}`
    if (name === 'BYSETPOS' && !Object.keys(p).some((other) => /^BY/.test(other) && other !== 'BYSETPOS')) return 'BYSETPOS kan alleen samen met een ander BY-deel'
    const allowed = { BYWEEKNO: ['YEARLY'], BYYEARDAY: ['YEARLY'], BYMONTHDAY: ['DAILY', 'MONTHLY', 'YEARLY'], BYSETPOS: ['WEEKLY', 'MONTHLY', 'YEARLY'] }[name]
    return allowed && !allowed.includes(p.FREQ) ? `${name} past niet bij FREQ=${p.FREQ}` : null
  }
  if (name === 'INTERVAL') return /^\d{1,3}$/.test(value) && Number(value) > 0 ? null : `INTERVAL=${value} kan niet; verwacht 1 tot en met 999`
  if (name === 'COUNT') return /^\d{1,4}$/.test(value) && Number(value) > 0 ? null : value === '0' ? 'COUNT=0 betekent nul keer; verwacht 1 of meer' : `COUNT=${value} kan niet; verwacht 1 tot en met 9999`
  if (name === 'UNTIL') return untilOf(p) !== null ? null : `UNTIL=${value} is geen datum; verwacht jjjjmmdd`
  if (name === 'WKST') return value in days ? null : `WKST=${value} is geen dag; verwacht MO, TU, WE, TH, FR, SA of SU`
  if (name === 'BYDAY') {
    const bad = value.split(',').find((d) => !/^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)$/.test(d) || Math.abs(Number(d.slice(0, -2))) > (p.FREQ === 'YEARLY' ? 53 : 5))
    if (bad !== undefined) return `BYDAY=${bad} is geen dag; verwacht MO, TU, WE, TH, FR, SA of SU, bij maanden met een nummer ervoor (2WE)`
    const numbered = weekdays(p).some((d) => d.nth !== 0)
    return numbered && (p.BYWEEKNO || !['MONTHLY', 'YEARLY'].includes(p.FREQ)) ? `een genummerde dag (${value}) past alleen bij FREQ=MONTHLY of YEARLY` : null
  }
  if (/^BY(HOUR|MINUTE|SECOND)$/.test(name)) return `${name} hoort er niet in; de tijd staat bij "Begint om"`
  if (/^(EXDATE|RDATE|EXRULE|DTSTART)$/.test(name)) return `${name} hoort er niet in: uitzonderingen en begindata kennen we niet`
  return `${name} kennen we niet`
}

const parse = (rule: string): Parts => Object.fromEntries(rule.split(';').map((part) => part.split('='))) as Parts
const write = (parts: Partial<Record<string, string>>): string => Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join(';')

/** Last day of UNTIL as yyyy-mm-dd (its time of day, if any, is no matter); null when there is none or it is no date. */
function untilOf(p: Parts): string | null {
  const [, y, m, d] = /^(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$/.exec(p.UNTIL ?? '') ?? []
  return y && isDate(`${y}-${m}-${d}`) ? `${y}-${m}-${d}` : null
}

/** Days in [from, to) of a rule that was found right. */
function datesOf(rule: string, from: string, to: string | null, count: number, start = from): string[] {
  const last = [to ? addDays(to, -1) : addMonths(from, horizonYears * 12), untilOf(parse(rule)) ?? '9999-12-31'].sort()[0]!
  const found: string[] = []
  if (last < from || last < start) return found
  const rrule = rruleOf(rule, start, last)
  for (let moment = rrule.next(new Date(`${from}T00:00:00Z`), true); moment && found.length < count; moment = rrule.next(moment)) found.push(moment.toString().slice(0, 10))
  return found
}

/** From `start` up to and including `last`, in UTC, where every day has 24 hours. */
function rruleOf(rule: string, start: string, last: string): RRuleTemporal {
  const stamp = (date: string): string => `${date.replaceAll('-', '')}T000000Z`
  const rruleString = `DTSTART:${stamp(start)}\nRRULE:${write({ ...parse(rule), UNTIL: stamp(last) })}`
  return new RRuleTemporal({ rruleString, maxIterations: maxSteps, maxCandidateEvaluations: maxSteps, cache: false })
}
