import type { Passage } from './passages'
import type { Kind, Mention, Vocabulary } from './vocabulary'

/** The leaves that a number may be about: per dimension the ids, null when nothing is said of it (then all of them). */
export type Scope = Record<Kind, readonly string[] | null>
/**
 * A number of a publication about signals. `plain`: said as it is; `about`: said to be rounded; `range`: from `low` to `high`; `percent`: with so many
 * decimals. `scopes` are what it can be about, the likeliest first.
 */
export type Said = { where: string; text: string; form: 'plain' | 'about' | 'range' | 'percent'; low: number; high: number; decimals: number; scopes: readonly Scope[] }

const kinds: readonly Kind[] = ['place', 'theme', 'period']
/** What looks like a count and is none: days, times, codes, addresses, lengths, ages, amounts. Anything else that is no count shows up as a number that does not follow. */
const others = [
  /\d{4}-\d{2}(-\d{2})?(T[\d:.Z+-]+)?/g, /\b\d{1,2}[:.]\d{2}\s*uur/g, /\b\d{1,2}:\d{2}(:\d{2})?\b/g, /\b[a-z]{2}\d{4,8}\b/gi, /\b\d{1,2}\s+(jan|feb|maart|mrt|apr|mei|juni|juli|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?(\s+\d{4})?/gi,
  /\b(19|20)\d{2}[QH][1-4]\b/gi, /\b\d{4}\s?[A-Z]{2}\b/g, /\b[\d.,]+\s*(m|km|meter|kilometer|minuten|minuut|min|uur|jaar|kB|MB|bytes|inwoners|ha|euro)\b/gi, /€\s*[\d.,]+/g, /\b\d{1,2}\s*\+|\b\d{1,2}(\s*(–|-|tot)\s*\d{1,2})?\s*jaar/g, /\b(kinderen|jeugd|tieners|jongeren|volwassenen|ouderen) \(\d+\D{1,3}\d+\)/gi, /\b(FREQ|INTERVAL|BYDAY|BYMONTHDAY|BYSETPOS|COUNT|UNTIL)=[^;\s]*/g, /\b[0-9a-f]{12,64}\b/gi, /https?:\/\/\S+/g, /#[0-9a-f]{3,8}\b/gi, /\b(tel\.?|telefoon)[\s:\d-]+/gi,
  // how much of something else there is
  /komt ook in uw buurt \(\d+\)/gi, /\b\d+ (regels?|kolommen|kolom)\b/gi,
  // the rule itself: "0 betekent 0 tot en met 4", in tens "0 tot en met 9"
  /\b0 (betekent|staat voor|is)\D{0,20}0\s*(tot en met|–|-)\s*[49]/gi, /\b\d+ betekent ongeveer \d+( \(\d+ tot en met \d+\))?/gi, /(meervoud|veelvoud|stappen) van (5|vijf|10|tien)/gi,
]
/** Names of fields, heads and attributes whose numbers are no counts. */
const otherFields = /^(id|fid|geometry|[xy]_\w+|lengtegraad|breedtegraad|year|jaar|boundaryYear|cohort\w*|inhabitants|inwoners|x|y|lat|lon|lng|href|datetime|from|to|code|bytes|size|width|height|limit|offset|version|gc\w*|srs\w*|organization\w*|definition|zoom|(duration|duur|minuten)\w*|(start|begin|eind|end)\w*|afstand\w*|distance\w*|numberMatched|numberReturned|timeStamp|min_\w+|max_\w+|[mz]|feature_count|page_size|colspan|rowspan|data-[xy])\b/i
const numberPattern = /(?<form>ongeveer|circa|ca\.|ruim|bijna|minder dan|minder als|<|onder de|afgerond)?\s*(?<![\p{L}\d])(?<low>\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?)(?:\s*(?:–|-|t\/m|tot en met)\s*(?<high>\d+))?\s*(?<percent>%|procent|pct)?(?![\p{L}\d])/giu

const signals = /signa(al|len)|melding/i
/** "312 signalen" or "signalen: 312" */
const counted = (text: string, at: number, length: number): boolean => /^\s*\S{0,12}\s*(signa|melding)/i.test(text.slice(at + length)) || /(signalen|meldingen)\s*[:=(]?\s*$/i.test(text.slice(0, at))

/** The numbers of a publication that may be about signals: those said with a theme and a place, with one of these and a word for signals, or beside such a word. */
export function numbersIn(passages: readonly Passage[], vocabulary: Vocabulary): Said[] {
  return passages.flatMap((passage) => (/\d/.test(passage.text) ? fromPassage(passage, vocabulary) : []))
}

function fromPassage({ where, text, about }: Passage, vocabulary: Vocabulary): Said[] {
  const field = /^([\p{L}_-][\p{L}\d_ -]*): /u.exec(text)?.[1] ?? ''
  if (otherFields.test(field)) return []
  const own = vocabulary.mentionsIn(text)
  const found: Said[] = []
  for (const match of blanked(text, own).matchAll(numberPattern)) {
    const scopes = scopesOf(match.index, own, about, vocabulary)
    const aboutSignals = [text, ...about.slice(0, 3)].some((part) => signals.test(part))
    if (!(aboutSignals && scopes.some((scope) => scope.theme !== null || scope.place !== null)) && !counted(text, match.index, match[0].length) && !scopes.some((scope) => scope.theme !== null && scope.place !== null)) continue
    found.push({ where, text: text.slice(0, 120), scopes, ...valueOf(match.groups!) })
  }
  return found
}

/** The text without names and what is no count, at the same length. */
function blanked(text: string, mentions: readonly Mention[]): string {
  let left = others.reduce((rest, other) => rest.replace(other, (all) => '·'.repeat(all.length)), text)
  for (const { at, end } of mentions) left = left.slice(0, at) + '·'.repeat(end - at) + left.slice(end)
  return left
}

function valueOf({ form, low, high, percent }: Record<string, string | undefined>): Pick<Said, 'form' | 'low' | 'high' | 'decimals'> {
  const value = (text: string): number => Number(/^\d{1,3}(\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : text.replace(',', '.'))
  const decimals = /[.,](\d+)$/.exec(low!)?.[1]?.length ?? 0
  const [from, word] = [value(low!), form?.toLowerCase() ?? '']
  if (percent) return { form: 'percent', low: from, high: from, decimals: /^\d{1,3}(\.\d{3})+$/.test(low!) ? 0 : decimals }
  if (high !== undefined) return { form: 'range', low: from, high: value(high), decimals: 0 }
  if (/minder|<|onder/.test(word)) return { form: 'range', low: 0, high: from - 1, decimals: 0 }
  return { form: word ? 'about' : 'plain', low: from, high: from, decimals: 0 }
}

/** For each dimension: what was named last before the number, else first after it, else nearest around it. */
function scopesOf(at: number, own: readonly Mention[], about: readonly string[], vocabulary: Vocabulary): Scope[] {
  const choices = kinds.map((kind): readonly (readonly string[] | null)[] => {
    const mine = own.filter((m) => m.kind === kind)
    const nearest = mine.filter((m) => m.end <= at).at(-1) ?? mine[0]
    if (nearest) return nearest.readings
    for (const text of about) {
      const there = vocabulary.mentionsIn(text).filter((m) => m.kind === kind)
      if (there.length > 0) return [...there.flatMap((m) => m.readings), [...new Set(there.flatMap((m) => m.readings.flat()))]]
    }
    return [null]
  })
  return choices[0]!.flatMap((place) => choices[1]!.flatMap((theme) => choices[2]!.map((period) => ({ place, theme, period }))))
}
