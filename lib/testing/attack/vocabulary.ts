import type { PublicModel } from '@/lib/domain/public-model'

/** What everybody knows beforehand: how places, themes and periods are called, and which themes are told per wijk. Nothing of the figures. */
export type Known = Pick<PublicModel, 'buurten' | 'areas' | 'wijken' | 'themes' | 'periods' | 'gemeente'>
/** `place`: publication areas, and wijken in which delicate themes are told; `theme`: slugs; `period`: ids of the periods that it covers. */
export type Kind = 'place' | 'theme' | 'period'
/** Something that a text names; what a name can mean (a wijk and a buurt may have the same name), each as a set of ids. */
export type Mention = { kind: Kind; at: number; end: number; readings: readonly (readonly string[])[] }
export type Vocabulary = { known: Known; mentionsIn(text: string): readonly Mention[] }

const ordinals = ['eerste', 'tweede', 'derde', 'vierde'] as const
const months = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'] as const

/** Finds names in texts: the longest first, so that a buurt in the name of an area is not taken for itself. */
export function vocabularyOf(known: Known): Vocabulary {
  const names = new Map<string, { kind: Kind; readings: (readonly string[])[] }>()
  const name = (kind: Kind, text: string, ids: readonly string[]): void => {
    const key = text.toLowerCase()
    const found = names.get(key)
    if (!found) names.set(key, { kind, readings: [ids] })
    else if (found.kind === kind && !found.readings.some((r) => r.join() === ids.join())) found.readings.push(ids)
  }
  for (const area of known.areas) for (const text of [area.code, area.name]) name('place', text, [area.code])
  for (const buurt of known.buurten) if (buurt.area !== null) for (const text of [buurt.code, buurt.name]) name('place', text, [buurt.area])
  for (const wijk of new Map(known.buurten.map((b) => [b.wijk.code, b.wijk])).values()) for (const text of [wijk.code, wijk.name]) name('place', text, [...known.areas, ...known.wijken].filter((a) => a.wijk === wijk.code).map((a) => a.code))
  for (const text of [known.gemeente.code, `gemeente ${known.gemeente.name}`, `heel ${known.gemeente.name}`]) name('place', text, [...known.areas, ...known.wijken].map((a) => a.code))
  for (const theme of known.themes) for (const text of [theme.slug, theme.slug.replaceAll('-', '_'), theme.label]) name('theme', text, [theme.slug])
  for (const { id, words, ids } of periodsOf(known)) for (const text of [id, ...words]) name('period', text, ids)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...names.keys()].sort((a, b) => b.length - a.length).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  const seen = new Map<string, readonly Mention[]>()
  return {
    known,
    mentionsIn(text) {
      const found = seen.get(text) ?? [...text.matchAll(pattern)].filter((match) => !inDate(text, match)).map((match): Mention => ({ ...names.get(match[0].toLowerCase())!, at: match.index, end: match.index + match[0].length }))
      seen.set(text, found)
      return found
    },
  }
}

/** A year that is part of a day says when something is, not what a number is about. */
const inDate = (text: string, { 0: name, index }: RegExpExecArray): boolean => /^\d{4}$/.test(name) && (/^-\d/.test(text.slice(index + 4)) || /\d{1,2} [a-z]{3,9}\.? $/i.test(text.slice(0, index)))

/** Periods in the ways in which people write them, and the years that they make up. */
function periodsOf({ periods }: Known): { id: string; words: string[]; ids: string[] }[] {
  const written = periods.map((period) => {
    const year = period.from.slice(0, 4)
    const [first, last] = [Number(period.from.slice(5, 7)), (Number(period.to.slice(5, 7)) + 10) % 12]
    const half = period.id.includes('H')
    const part = half ? (first + 5) / 6 : (first + 2) / 3
    const kinds = half ? ['halfjaar', 'half jaar', 'helft'] : ['kwartaal']
    const words = kinds.flatMap((kind) => [`${ordinals[part - 1]} ${kind}`, `${part}e ${kind}`, `${kind} ${part}`].flatMap((text) => [`${text} ${year}`, `${text} van ${year}`, `${text}, ${year}`]))
    const spans = ['tot en met', 't/m', '–', '-', 'tot'].flatMap((between) => [`${months[first - 1]} ${between} ${months[last]} ${year}`, `${months[first - 1]!.slice(0, 3)} ${between} ${months[last]!.slice(0, 3)} ${year}`, `${months[first - 1]!.slice(0, 3)}${between}${months[last]!.slice(0, 3)} ${year}`])
    return { id: period.id, words: [...words, ...spans, `${year}-${period.id.slice(4)}`, `${year} ${period.id.slice(4)}`, `${period.id.slice(4)} ${year}`, `${period.from}/${period.to}`], ids: [period.id] }
  })
  const years = [...new Set(periods.map((p) => p.from.slice(0, 4)))].map((year) => ({ id: year, words: [], ids: periods.filter((p) => p.from.startsWith(year)).map((p) => p.id) }))
  return [...written, ...years]
}
