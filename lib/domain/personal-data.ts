import { ambiguousFirstNames, beforeHonoured, firstNames, naming, notNames, particles, placeEnding, placesNamedAfterPeople, relations, titles } from './dutch-names'

export type PersonalDataKind = 'email' | 'phone' | 'bsn' | 'iban' | 'postcode' | 'street' | 'plate' | 'birth-date' | 'name'
/** `block`: cannot be meant otherwise; `ask`: may be harmless, a person has to say so */
export type Severity = 'block' | 'ask'
/** A range [start, end) of the text, in UTF-16 units as JavaScript counts. */
export type Finding = { kind: PersonalDataKind; severity: Severity; start: number; end: number }

export const severityOf: Record<PersonalDataKind, Severity> = {
  email: 'block', phone: 'block', bsn: 'block', iban: 'block', postcode: 'block', street: 'ask', plate: 'ask', 'birth-date': 'ask', name: 'ask',
}

/** Dutch, as in "er staat ... in". */
export const kindLabel: Record<PersonalDataKind, string> = {
  email: 'een e-mailadres',
  phone: 'een telefoonnummer',
  bsn: 'een burgerservicenummer (BSN)',
  iban: 'een rekeningnummer (IBAN)',
  postcode: 'een postcode met huisnummer',
  street: 'een straat met huisnummer',
  plate: 'een kenteken',
  'birth-date': 'een geboortedatum',
  name: 'een naam',
}

/**
 * Personal data in Dutch free text: what it looks like and where it stands, in order, never overlapping.
 *
 * A nudge, no proof: it knows patterns, not people. It misses names that are not in its list and follow no title, and it takes
 * some harmless words for a name; therefore those only ask. Public numbers (0800, 0900, 112, 14 0xx) are not personal.
 * Takes time in proportion to the length: every repeat in its patterns is bounded.
 */
export function findPersonalData(text: string): Finding[] {
  const found: Finding[] = []
  const add = (kind: PersonalDataKind, start: number, end: number): void => void (end > start && found.push({ kind, severity: severityOf[kind], start, end }))
  for (const pattern of emailPatterns) each(text, pattern, (m) => add('email', m.index, m.index + m[0].length))
  findIbans(text, add)
  each(text, phone, (m) => isPhone(m[0]) && add('phone', m.index, m.index + m[0].length))
  each(text, foreignPhone, (m) => add('phone', m.index, m.index + m[0].length))
  each(text, localPhone, (m) => add('phone', m.index + m[0].length - m[1]!.length, m.index + m[0].length))
  each(text, nineDigits, (m) => isBsn(m[0]) && add('bsn', m.index, m.index + m[0].length))
  each(text, saidBsn, (m) => isBsn(m[1]!) && add('bsn', m.index + m[0].length - m[1]!.length, m.index + m[0].length))
  each(text, postcodeThenNumber, (m) => isPostcode(m[1]!, m[2]!) && add('postcode', m.index, m.index + m[0].length))
  each(text, numberThenPostcode, (m) => isPostcode(m[1]!, m[2]!) && add('postcode', m.index, m.index + m[0].length))
  each(text, street, (m) => isStreet(m[1]!, text.slice(m.index + m[0].length, m.index + m[0].length + 30)) && add('street', m.index, m.index + m[0].length))
  each(text, streetOfTwoWords, (m) => !countedThing.test(text.slice(m.index + m[0].length, m.index + m[0].length + 30)) && add('street', m.index, m.index + m[0].length))
  each(text, saidHouseNumber, (m) => add('street', m.index, m.index + m[0].length))
  each(text, plate, (m) => /\d/.test(m[0]) && /[A-Z]/i.test(m[0]) && add('plate', m.index, m.index + m[0].length))
  each(text, birthDate, (m) => add('birth-date', m.index, m.index + m[0].length))
  findNames(text, add)
  return withoutOverlap(found)
}

type Add = (kind: PersonalDataKind, start: number, end: number) => void

function each(text: string, pattern: RegExp, take: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0
  for (let m = pattern.exec(text); m !== null; m = pattern.exec(text)) {
    take(m)
    if (m[0].length === 0) pattern.lastIndex++
  }
}

/** What blocks wins over what asks, then the longer; the rest of an overlap is dropped. */
function withoutOverlap(found: Finding[]): Finding[] {
  const byStart = [...found].sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Finding[] = []
  for (const f of byStart) {
    const last = kept.at(-1)
    if (!last || f.start >= last.end) kept.push(f)
    else if (better(f, last)) kept[kept.length - 1] = f
  }
  return kept
}
const better = (a: Finding, b: Finding): boolean => (a.severity === b.severity ? a.end - a.start > b.end - b.start : a.severity === 'block')

const emailPatterns = [/[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,120}\.\p{L}{2,24}/giu, /[\p{L}\d._%+-]{1,64} ?[([] ?(?:at|apenstaartje) ?[)\]] ?[\p{L}\d.-]{1,120}\.\p{L}{2,24}/giu]

/** Area codes of the numbering plan, mobile (06) and company numbers (085, 088); 0800, 0900 and other public numbers are not in it. */
const areaCode = /^0(?:6|1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[24578]|91|11[1-8]|16[1-8]|17[24]|18[0-7]|22[2-9]|25[125]|29[479]|31[3-8]|32[01]|34[1-8]|41[1-8]|47[58]|48[1-8]|49[23579]|51[1-9]|52[1-9]|54[1-8]|56[126]|57[0-8]|59[1-9])/
const phone = /(?<![\p{L}\d.,/+-]|[A-Z]{4} )(?:(?:\+|00)[ .-]?31[ .-]?(?:\(0\))?|\(?0)(?:[ \u00a0.\-/()]{0,3}\d){9}(?![\d\p{L}]|[-/.]\d)/gu
const foreignPhone = /\+(?!31)(?:[ \u00a0.\-/()]{0,2}\d){9,15}(?!\d)/gu
/** A number without its area code is only known by the word before it. */
const localPhone = /(?<!\p{L})(?:tel|telefoon|telnr|telefoonnummer|mobiel|mob|gsm|nummer is|bel|belt?)[.:]{0,2}[ \u00a0]{0,2}(?:nr\.? |nummer |op |naar )?(\d(?:[ .-]?\d){5,8})(?!\d)/giu

function isPhone(candidate: string): boolean {
  if (/^\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d/.test(candidate)) return false // a date with a time behind it
  const digits = candidate.replace(/\D/g, '')
  const national = /^(?:\+|00)/.test(candidate) ? `0${digits.replace(/^(?:00)?31(?:0(?=\d{9}$))?/, '')}` : digits
  return national.length === 10 && areaCode.test(national)
}

const nineDigits = /(?<![\p{L}\d.,/€+-]|€ )(?:\d{9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3})(?![\d\p{L}]|[-/.,]\d)/gu
const saidBsn = /(?:bsn|burgerservicenummer|sofinummer)[^\d\n]{0,12}(\d{8,9})(?!\d)/giu

/** The 11-proof: 9 a + 8 b + ... + 2 h - i is divisible by 11 (Logisch Ontwerp BSN). */
function isBsn(candidate: string): boolean {
  const digits = candidate.replace(/\D/g, '').padStart(9, '0')
  if (/^(\d)\1{8}$/.test(digits)) return false // 000000000 and 111111111 are typed to test
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i), 0)
  return sum % 11 === 0
}

const ibanLengths: Record<string, number> = { NL: 18, BE: 16, DE: 22, FR: 27, ES: 24, GB: 22, IT: 27, PL: 28, TR: 26, PT: 25, AT: 20, LU: 20, IE: 22, CH: 21, RO: 24, BG: 22, CZ: 24, HU: 28, SE: 24, DK: 18, FI: 18, NO: 15, GR: 27, HR: 21, LT: 20, LV: 21, EE: 20, SK: 24, SI: 19 }
const ibanStart = /(?<![\p{L}\d])([A-Z]{2}) ?\d{2}/giu

function findIbans(text: string, add: Add): void {
  each(text, ibanStart, (m) => {
    const length = ibanLengths[m[1]!.toUpperCase()]
    if (!length) return
    let code = ''
    let at = m.index
    for (; code.length < length && at < text.length && at < m.index + 2 * length; at++) {
      if (/[A-Z0-9]/i.test(text[at]!)) code += text[at]!.toUpperCase()
      else if (!/[ .\-\u00a0]/.test(text[at]!)) return
    }
    if (code.length === length && isIban(code)) add('iban', m.index, at)
  })
}

/** ISO 13616: the first four to the end, letters become numbers, and the rest after division by 97 is 1. */
function isIban(code: string): boolean {
  let rest = 0
  for (const c of code.slice(4) + code.slice(0, 4)) for (const digit of /\d/.test(c) ? c : String(c.charCodeAt(0) - 55)) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

const postcodeThenNumber = /(?<![\p{L}\d])([1-9]\d{3}[ \u00a0]?)([A-Z]{2})(?!\p{L})[ ,.:;-]{0,3}(?:(?:huisnummer|huisnr\.?|nummer|nr\.?|no\.?) ?)?\d{1,5}(?!\d)/giu
const numberThenPostcode = /(?<![\p{L}\d])\d{1,5} ?[A-Z]{0,2} ?(?:, ?| {1,2}|,? ?postcode )([1-9]\d{3}[ \u00a0]?)([A-Z]{2})(?![\p{L}\d])/giu
/** Two letters that are a word: "in 2024 en 12 keer". */
const shortWords = new Set('en in op is te na om of al er ze we je zo me nu bv mm cm kg km st ca uu wa ik ja af at be bo da do eu ha hé hm ho jo ma mo ne no o.a od oh pa pm re ro so to u3 ui up wo xx'.split(' '))

function isPostcode(digits: string, letters: string): boolean {
  if (/^(?:sa|sd|ss)$/i.test(letters)) return false // never given out
  const typedAsPostcode = letters === letters.toUpperCase() || !/[ \u00a0]$/.test(digits)
  return typedAsPostcode || !shortWords.has(letters.toLowerCase())
}

const sureStreet = 'straat|straatje|laan|laantje|gracht|kade|plein|steeg|singel|dreef|plantsoen|dijk|boulevard|allee'
const maybeStreet = 'weg|hof|park|pad|markt|ring|hoek|veld|wal|baan|akker|weide|burg|brink|erf|zoom|haven|meent|kamp|horst|donk|stee|waard|gaarde|tuin|lei|vliet'
const street = new RegExp(`(?<!\\p{L})(\\p{L}[\\p{L}'’.-]{1,40}(?:${sureStreet}|${maybeStreet}))[ \\u00a0]{1,2}(?:(?:huisnummer|nummer|nr\\.?) ?)?\\d{1,4}(?: ?[a-z](?![\\p{L}])|[-/]\\d{1,3}|[-/]?[a-z]{1,2}\\d?(?!\\p{L}))?(?![\\d\\p{L}.,:]\\d|[\\d%])`, 'giu')
const streetOfTwoWords = /(?<!\p{L})(?:Laan van|Plein|Oude|Nieuwe|Korte|Lange|Grote|Kleine) (?:de[rn]? |het )?\p{Lu}\p{L}{2,30} \d{1,4}[a-z]?(?![\d\p{L}%]|[.,:]\d)/gu
const saidHouseNumber = /(?<!\p{L})(?:huisnummers?|huisnr\.?|(?<=(?:op|van|bij|naast|boven|onder) )(?:nummer|nr\.?)|(?<=(?:straat|laan|plein|weg|hof|kade) ?,? ?)(?:nummer|nr\.?)) ?\d{1,4} ?(?:[a-z](?!\p{L}))?(?!\d)/giu
/** A number that counts things is no house number: "in de Kerkstraat 3 keer". */
const countedThing = /^ (?:à|tot|keer|maal|x\b|uur|min|dagen?|weken|week|maand|jaar|jaren|meter|m2|m²|km|euro|procent|meldingen|signalen|klachten|mensen|bewoners|personen|kinderen|jongeren|ouderen|gezinnen|auto|auto's|fietsen|huizen|woningen|panden|appartementen|bomen|lantaarn|lampen|bankjes|containers|zakken|grote|kleine|nieuwe|oude|losse|kapotte|volle|extra|van de|parkeer|plekken|plaatsen|bezoeken|gesprekken|initiatieven|graden|groepen|groepjes|honden|katten|ratten|vuil|afval|stoep|tegels|hangjongeren|buren|vrijwilligers|deelnemers|avonden|ochtenden|nachten|incidenten|inbraken|ongelukken|winkels|dealers)/i
const notStreets = new Set(['onderweg', 'halverwege', 'snelweg', 'rijksweg', 'voetpad', 'fietspad', 'wandelpad', 'schoolplein', 'speelveld', 'voetbalveld', 'sportpark', 'parkeerplein', 'speeltuin', 'zandbak', 'bowlingbaan', 'rommelmarkt', 'weekmarkt', 'kerstmarkt', 'rijbaan', 'arbeidsmarkt', 'woningmarkt', 'hoofdweg', 'straathoek', 'buitenweg', 'busbaan', 'haven', 'zolang'])

function isStreet(word: string, after: string): boolean {
  const lower = word.toLowerCase()
  if (notStreets.has(lower) || countedThing.test(after)) return false
  const sure = new RegExp(`(?:${sureStreet})$`).test(lower)
  return sure ? !/^(?:hoofd|zij|dwars|winkel|woon|speel)straat$/.test(lower) || word[0] !== lower[0] : word[0] !== lower[0]
}

/** The forms of the road traffic agency since 1951, with dashes. */
const plate = /(?<![\p{L}\d-])(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)(?![\p{L}\d-])/gu

const month = 'jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const birthDate = new RegExp(`(?<!\\p{L})(?:geboren|geboortedatum|geb)[ .:]{0,3}(?:(?:is|op|in|te \\p{L}{2,20},?)[ :]{0,2}){0,2}(?:\\d{1,2}[-/. ]\\d{1,2}[-/. ](?:19|20)?\\d{2}|\\d{1,2} (?:${month})\\.? (?:19|20)\\d{2}|(?:19|20)\\d{2}-\\d{2}-\\d{2})`, 'giu')

type Word = { text: string; lower: string; start: number; end: number }
const wordPattern = /\p{Lu}\.(?:[ ]?\p{Lu}\.){0,5}|'t|[\p{L}][\p{L}\p{M}\d'’-]{0,60}/gu
const isInitials = (w: Word): boolean => /^\p{Lu}\./u.test(w.text)
const isCapital = (w: Word): boolean => /^\p{Lu}[\p{Ll}'’]/u.test(w.text)

/** Names, word by word: after a title or relation, after "heet", a known first name, initials before a surname. */
function findNames(text: string, add: Add): void {
  const list: Word[] = [...text.matchAll(wordPattern)].map((m) => ({ text: m[0], lower: m[0].toLowerCase(), start: m.index, end: m.index + m[0].length }))
  /** Only spaces (and the point of a shortened title) between two words: else a new sentence or thought began. */
  const joined = (a: Word | undefined, b: Word | undefined, shortened = false): boolean => !!a && !!b && (shortened ? /^\.? {1,2}$/ : /^[ \u00a0]{1,2}$/).test(text.slice(a.end, b.start))
  const isPlace = (w: Word): boolean => placeEnding.test(w.lower) || placesNamedAfterPeople.has(w.lower)
  const plausible = (w: Word): boolean => isCapital(w) && !notNames.has(w.lower) && !isPlace(w)
  /** Index after the surname that starts at `i` (particles, then a capital word); -1 when there is none. After a title "Veldhuis" is no house. */
  const surname = (i: number, afterTitle = false): number => {
    let at = i
    while (at - i < 3 && list[at] && particles.has(list[at]!.lower) && joined(list[at], list[at + 1])) at++
    const last = list[at]
    return last && (plausible(last) || (afterTitle && isCapital(list[i]!) && isCapital(last) && !notNames.has(last.lower))) ? at + 1 : -1
  }
  let i = 0
  while (i < list.length) {
    const next = nameAt(i)
    i = next > i ? next : i + 1
  }

  function nameAt(i: number): number {
    const word = list[i]!
    const title = titles.has(word.lower)
    if ((title || relations.has(word.lower)) && joined(word, list[i + 1], title)) {
      const start = i + 1
      const first = list[start]!
      let end = isInitials(first) ? start + 1 : surname(start, title)
      if (end < 0 && (firstNames.has(first.lower) && !isPlace(first))) end = start + 1 // typed without a capital
      if (end > 0) return taken(i, extend(end))
    }
    if (naming.has(word.lower) && joined(word, list[i + 1])) {
      const end = surname(i + 1)
      const person = i > 0 && /^(?:hij|zij|ze|die|dat|man|vrouw|jongen|meisje|zoon|dochter|kind|haar|hem|buurman|buurvrouw|meneer|mevrouw|ik)$/.test(list[i - 1]!.lower)
      if (end > 0 && (person || word.lower === 'genaamd' || firstNames.has(list[i + 1]!.lower))) return taken(i + 1, extend(end))
    }
    if (word.lower === 'naam' && list[i + 1]?.lower === 'is') {
      const end = surname(i + 2)
      if (end > 0) return taken(i + 2, extend(end))
    }
    if (isInitials(word) && joined(word, list[i + 1])) {
      const end = surname(i + 1)
      if (end > 0) return taken(i, extend(end))
    }
    if (isCapital(word) && (firstNames.has(word.lower) || ambiguousFirstNames.has(word.lower)) && !honoured(i)) {
      const end = joined(word, list[i + 1]) ? surname(i + 1) : -1
      if (end > 0) return taken(i, extend(end))
      if (!ambiguousFirstNames.has(word.lower) && !namesAPlace(i)) return taken(i, i + 1)
    }
    if (word.text === 'Van' && /^de[rn]?$/.test(list[i + 1]?.text ?? '') && joined(word, list[i + 1])) {
      const end = surname(i)
      if (end > i + 2 && list[i + 1]!.lower !== 'de') return taken(i, end)
    }
    return i
  }

  /** "Koningin Juliana", "Sint Jan" */
  function honoured(i: number): boolean {
    return i > 0 && beforeHonoured.has(list[i - 1]!.lower) && joined(list[i - 1], list[i], true)
  }
  /** "Jan Steenstraat", "Willem de Zwijgerlaan", "Anna Paulowna" */
  function namesAPlace(i: number): boolean {
    let at = i + 1
    while (at - i < 4 && list[at] && joined(list[at - 1], list[at]) && (particles.has(list[at]!.lower) || isCapital(list[at]!))) {
      if (isPlace(list[at]!)) return true
      at++
    }
    return false
  }
  /** A second part of the surname: "Fatima El Amrani", "Jan Peter de Vries". */
  function extend(end: number): number {
    const more = joined(list[end - 1], list[end]) ? surname(end) : -1
    return more > 0 ? more : end
  }
  function taken(from: number, to: number): number {
    // A street named after somebody: "familie" and "de heer" never stand before one, a bare name does.
    if (list[to] && joined(list[to - 1], list[to]) && isPlace(list[to]!) && isCapital(list[to]!)) return to + 1
    add('name', list[from]!.start, list[to - 1]!.end)
    return to
  }
}
