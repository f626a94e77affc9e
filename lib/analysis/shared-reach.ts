/** A spot where people live: RD metres (EPSG:28992), and how many of the inhabitants of its buurt it stands for. */
export type Home = { buurt: string; x: number; y: number; inhabitants: number }
/** Whom something serves: everybody within a distance of a venue, or everybody in some buurten. */
export type Served = { x: number; y: number; reachM: number } | { buurten: readonly string[] }
export type Reach = {
  /** inhabitants that are reached */
  inhabitants: number
  /** of them, per buurt; only buurten where somebody is reached */
  perBuurt: ReadonlyMap<string, number>
  /** 1 for every home that is reached, in the order of the homes */
  has: Uint8Array
  /** places in that order of the homes that are reached and where somebody lives */
  homes: readonly number[]
}

/**
 * The homes of a gemeente: the inhabitants of a buurt in equal parts over the spots where people live there (points along its streets; where those are not
 * known, points spread over the buurt). Where no number of inhabitants is known at all, every buurt counts as one person, so that shares still mean something
 * (`known` is false then). Buurten without a spot have no homes.
 *
 * @param spots RD metres
 * @param inhabitants per buurt; null when not known, which counts as nobody as long as another buurt is known
 */
export function homesOf(spots: readonly { buurt: string; x: number; y: number }[], inhabitants: ReadonlyMap<string, number | null>): { homes: Home[]; known: boolean } {
  const perBuurt = new Map<string, number>()
  for (const s of spots) perBuurt.set(s.buurt, (perBuurt.get(s.buurt) ?? 0) + 1)
  const known = [...perBuurt.keys()].some((code) => (inhabitants.get(code) ?? 0) > 0)
  const living = (code: string): number => (known ? Math.max(0, inhabitants.get(code) ?? 0) : 1)
  return { homes: spots.map((s) => ({ ...s, inhabitants: living(s.buurt) / perBuurt.get(s.buurt)! })), known }
}

/** Who is reached. Exactly at the distance is within it. Crow-fly metres: what lies between (water, a railway) is not known here. */
export function reachOf(served: Served, homes: readonly Home[]): Reach {
  const has = new Uint8Array(homes.length)
  const reached: number[] = []
  const perBuurt = new Map<string, number>()
  const within = 'buurten' in served ? inBuurten(served.buurten) : nearTo(served)
  let inhabitants = 0
  for (let i = 0; i < homes.length; i++) {
    const h = homes[i]!
    if (!within(h)) continue
    has[i] = 1
    if (h.inhabitants === 0) continue
    reached.push(i)
    inhabitants += h.inhabitants
    perBuurt.set(h.buurt, (perBuurt.get(h.buurt) ?? 0) + h.inhabitants)
  }
  return { inhabitants, perBuurt, has, homes: reached }
}

function inBuurten(buurten: readonly string[]): (h: Home) => boolean {
  const wanted = new Set(buurten)
  return (h) => wanted.has(h.buurt)
}

function nearTo({ x, y, reachM }: { x: number; y: number; reachM: number }): (h: Home) => boolean {
  const limit = reachM * reachM
  return (h) => {
    const [dx, dy] = [h.x - x, h.y - y]
    return dx * dx + dy * dy <= limit
  }
}

export type Shared = {
  /** inhabitants that both reach */
  inhabitants: number
  /** of the one that reaches fewer people: which share the other reaches too, 0..1; null when one of them reaches nobody */
  share: number | null
  /** buurten where both reach somebody */
  buurten: string[]
}

/** What two have in common. The share is of the smaller of the two: something small that lies wholly within something large is wholly shared. */
export function sharedReach(a: Reach, b: Reach, homes: readonly Home[]): Shared {
  let inhabitants = 0
  const buurten = new Set<string>()
  const [few, many] = a.homes.length < b.homes.length ? [a, b] : [b, a]
  for (const i of few.homes) {
    if (!many.has[i]) continue
    inhabitants += homes[i]!.inhabitants
    buurten.add(homes[i]!.buurt)
  }
  const smaller = Math.min(a.inhabitants, b.inhabitants)
  return { inhabitants, share: smaller > 0 ? Math.min(1, inhabitants / smaller) : null, buurten: [...buurten].sort() }
}
