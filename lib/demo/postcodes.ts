import { makeRandom } from './random'
import type { DemoAddress, DemoBase, DemoPostcode } from './types'

/** Real postcodes begin with 1 to 9: one that begins with 0 cannot be taken for one. */
const firstDigits = '09'
const letters = 'ABCDEGHJKLMNPRSTVWXZ'
/** Postcodes with the same four digits. */
const perDigits = 200
/** Addresses of one postcode: a street, or a part of a long one. */
const [fewest, more] = [14, 11]
/** Postcodes per wijk that lie on both sides of a border, as in a street along which a border runs. */
const acrossPerWijk = 2

type Part = { buurtCode: string; numbers: number[]; x: number; y: number }

/**
 * A postcode for every address: the third of its four digits is that of the wijk, two letters per street or part of one. Two postcodes per wijk lie in two buurten that are near each
 * other, odd numbers in the one and even ones in the other. The same base always gives the same, in order of postcode and number.
 */
export function makePostcodes(base: Pick<DemoBase, 'areas' | 'addresses'>): DemoPostcode[] {
  const wijken = [...new Set(base.areas.filter((a) => a.level === 'buurt' && !a.water).map((a) => a.parentCode!))].sort()
  const wijkOf = new Map(base.areas.filter((a) => a.level === 'buurt').map((a) => [a.code, a.parentCode!]))
  return wijken.flatMap((wijk, w) => {
    const parts = partsOf(base.addresses.filter((a) => wijkOf.get(a.buurtCode) === wijk), wijk)
    const across = pairsAcross(parts)
    const second = new Set(across.map(([, b]) => b))
    let n = 0
    return parts.flatMap((part) => {
      if (second.has(part)) return []
      const postcode = `${firstDigits}${w + 1}${Math.floor(n / perDigits)}${letters[Math.floor((n % perDigits) / letters.length)]}${letters[n % letters.length]}`
      n++
      const other = across.find(([a]) => a === part)?.[1]
      if (!other) return part.numbers.map((houseNumber) => ({ postcode, houseNumber, buurtCode: part.buurtCode }))
      const both = [...part.numbers.map((_, i) => ({ postcode, houseNumber: 2 * i + 1, buurtCode: part.buurtCode })), ...other.numbers.map((_, i) => ({ postcode, houseNumber: 2 * i + 2, buurtCode: other.buurtCode }))]
      return both.sort((a, b) => a.houseNumber - b.houseNumber)
    })
  })
}

/** The streets of a wijk with odd numbers on one side and even ones on the other, cut where they are long. */
function partsOf(addresses: readonly DemoAddress[], wijk: string): Part[] {
  const random = makeRandom(1, `postcodes ${wijk}`)
  const streets = new Map<string, DemoAddress[]>()
  for (const a of addresses) {
    const street = streets.get(`${a.buurtCode} ${a.street}`)
    if (street) street.push(a)
    else streets.set(`${a.buurtCode} ${a.street}`, [a])
  }
  return [...streets.values()].flatMap((street) => {
    const half = Math.ceil(street.length / 2)
    const numbered = street.map((a, i) => ({ ...a, number: i < half ? 2 * i + 1 : 2 * (i - half) + 2 })).sort((a, b) => a.number - b.number)
    const parts: Part[] = []
    for (let from = 0; from < numbered.length; ) {
      // a rest that is too short for a postcode of its own belongs to the last one
      const size = numbered.length - from < 2 * fewest ? numbered.length - from : fewest + random.int(more)
      const own = numbered.slice(from, from + size)
      parts.push({ buurtCode: own[0]!.buurtCode, numbers: own.map((a) => a.number), x: middle(own.map((a) => a.x)), y: middle(own.map((a) => a.y)) })
      from += size
    }
    return parts
  })
}

/** The parts of different buurten that lie nearest to each other, each part once, each pair of buurten once. */
function pairsAcross(parts: readonly Part[]): [Part, Part][] {
  const all = parts.flatMap((a, i) => parts.slice(i + 1).filter((b) => b.buurtCode !== a.buurtCode).map((b) => ({ a, b, metres: Math.hypot(a.x - b.x, a.y - b.y) })))
  const pairs: [Part, Part][] = []
  const taken = new Set<Part | string>()
  for (const { a, b } of all.sort((p, q) => p.metres - q.metres)) {
    const buurten = `${a.buurtCode} ${b.buurtCode}`
    if (pairs.length === acrossPerWijk || taken.has(a) || taken.has(b) || taken.has(buurten)) continue
    pairs.push([a, b])
    for (const one of [a, b, buurten]) taken.add(one)
  }
  return pairs
}

const middle = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
