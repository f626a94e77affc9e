import type { Sequence } from './passages'
import type { Vocabulary } from './vocabulary'

/** An order of places that no public fact explains. */
export type OddOrder = { where: string; places: readonly string[] }
type Item = { place: string; name: string; wijk: string; cells: readonly string[] }

const fewest = 5
const dutch = new Intl.Collator('nl', { numeric: true })

/**
 * Orders of places, everywhere in a publication, that could come from what is not told: a list by true count tells who has more than whom. Explained are
 * orders by name, by code (also inside a wijk), and by something that each item shows, with equal ones by name or code.
 */
export function oddOrders(sequences: readonly Sequence[], vocabulary: Vocabulary): OddOrder[] {
  const names = new Map([...vocabulary.known.wijken, ...vocabulary.known.areas, ...vocabulary.known.buurten].map((place) => [place.code, place]))
  const byText = new Map([...names.values()].flatMap((place) => [[place.name.toLowerCase(), place.code], [place.code.toLowerCase(), place.code]]))
  return sequences.flatMap(({ where, items }) => runs(items.flatMap((cells) => itemOf(cells, byText, names, vocabulary) ?? [])).filter((run) => run.length >= fewest && !explained(run, askedIn(where))).map((run) => ({ where, places: run.map((item) => item.place) })))
}

/** The place that an item is about: a cell that is its name or code, else the name that a cell begins with. A venue that lies somewhere is no place. */
function itemOf(cells: readonly string[], byText: ReadonlyMap<string, string>, names: ReadonlyMap<string, { name: string; wijk: string | { code: string } }>, { mentionsIn }: Vocabulary): Item | null {
  const whole = cells.map((cell) => byText.get(cell.trim().toLowerCase())).find((code) => code !== undefined)
  const inside = cells.flatMap((cell) => mentionsIn(cell).filter((m) => m.at === 0 && m.kind === 'place' && m.readings[0]!.length === 1).map((m) => byText.get(cell.slice(m.at, m.end).toLowerCase()))).find((code) => code !== undefined)
  const place = whole ?? inside
  if (!place) return null
  const { name, wijk } = names.get(place)!
  return { place, name, wijk: typeof wijk === 'string' ? wijk : wijk.code, cells }
}

/** Parts in which no place comes twice; of the same place several times after each other only the first counts. */
function runs(items: readonly Item[]): Item[][] {
  const found: Item[][] = [[]]
  for (const item of items) {
    const run = found.at(-1)!
    if (run.at(-1)?.place === item.place) continue
    if (run.some((other) => other.place === item.place)) found.push([item])
    else run.push(item)
  }
  return found
}

type Compare = (a: Item, b: Item) => number
const byName: Compare = (a, b) => dutch.compare(a.name, b.name)
const byBytes: Compare = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
const byCode: Compare = (a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0)
const byWijk: Compare = (a, b) => (a.wijk < b.wijk ? -1 : a.wijk > b.wijk ? 1 : 0)
const plain = [byName, byBytes, byCode]

/** What was searched for, when it is the answer to a search. */
const askedIn = (where: string): string | null => /[?&]q=([^&\s]+)/.exec(where)?.[1] ?? null

/** An answer to a search begins with the names that begin with what was asked, then those with a word that does. */
function byMatch(asked: string): Compare {
  const wanted = decodeURIComponent(asked).toLowerCase()
  const rank = ({ name }: Item): number => (name.toLowerCase() === wanted ? 0 : name.toLowerCase().startsWith(wanted) ? 1 : ` ${name.toLowerCase()}`.includes(` ${wanted}`) ? 2 : 3)
  return (a, b) => rank(a) - rank(b)
}

function explained(run: readonly Item[], asked: string | null): boolean {
  const columns = Array.from({ length: Math.min(...run.map((item) => item.cells.length)) }, (_, i) => i)
  const shown = columns.flatMap((i): Compare[] => [(a, b) => cellOrder(a.cells[i]!, b.cells[i]!), (a, b) => cellOrder(b.cells[i]!, a.cells[i]!)])
  const texts = columns.map((i): Compare => (a, b) => (a.cells[i]! < b.cells[i]! ? -1 : a.cells[i]! > b.cells[i]! ? 1 : 0))
  // a list with numbers for its map goes by what comes after them
  const afterNumber = columns.map((i): Compare => (a, b) => dutch.compare(a.cells[i]!.replace(/^\d+\s*/, ''), b.cells[i]!.replace(/^\d+\s*/, '')))
  const firsts: Compare[] = [() => 0, byWijk, ...(asked === null ? [] : [byMatch(asked)]), ...shown, ...texts, ...afterNumber]
  return firsts.some((first) => [...plain, ...texts].some((then) => run.every((item, i) => i === 0 || (first(run[i - 1]!, item) || then(run[i - 1]!, item) || byCode(run[i - 1]!, item)) < 0)))
}

/** By the numbers in a cell when both have one, else as text. */
function cellOrder(a: string, b: string): number {
  const [x, y] = [/\d+(,\d+)?/.exec(a)?.[0], /\d+(,\d+)?/.exec(b)?.[0]]
  return x !== undefined && y !== undefined ? Number(x.replace(',', '.')) - Number(y.replace(',', '.')) : dutch.compare(a, b)
}
