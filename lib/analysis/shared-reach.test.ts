import { describe, expect, it } from 'vitest'
import { homesOf, reachOf, sharedReach, type Home } from './shared-reach'

/** A street from west to east: buurt A with spots at 0 and 100 m (200 people), buurt B at 200, 300 and 400 m (300 people). */
const spots = [['A', 0], ['A', 100], ['B', 200], ['B', 300], ['B', 400]].map(([buurt, x]) => ({ buurt: buurt as string, x: x as number, y: 0 }))
const { homes } = homesOf(spots, new Map([['A', 200], ['B', 300]]))
const at = (x: number, reachM: number) => reachOf({ x, y: 0, reachM }, homes)

describe('where people live', () => {
  it('divides the inhabitants of a buurt over its spots', () => {
    expect(homes.map((h) => h.inhabitants)).toEqual([100, 100, 100, 100, 100])
    expect(homesOf(spots, new Map([['A', 0], ['B', 30]])).homes.map((h) => h.inhabitants)).toEqual([0, 0, 10, 10, 10])
  })
  it('counts buurten alike where no inhabitants are known, and says so', () => {
    const { homes: unknown, known } = homesOf(spots, new Map<string, number | null>([['A', null], ['B', null]]))
    expect(known).toBe(false)
    expect(unknown.map((h) => h.inhabitants)).toEqual([1 / 2, 1 / 2, 1 / 3, 1 / 3, 1 / 3])
    expect(homesOf(spots, new Map<string, number | null>([['A', null], ['B', 30]]))).toMatchObject({ known: true })
  })
})

describe('whom something reaches', () => {
  it('everybody within the distance, exactly at it too', () => {
    expect(at(0, 100).inhabitants).toBe(200)
    expect(at(0, 99.9).inhabitants).toBe(100)
    expect([...at(100, 100).perBuurt]).toEqual([['A', 200], ['B', 100]])
    expect(reachOf({ buurten: ['B'] }, homes).inhabitants).toBe(300)
    expect(reachOf({ buurten: ['gone'] }, homes).inhabitants).toBe(0)
  })
  it('more reach never reaches fewer people', () => {
    for (let r = 0; r < 500; r += 25) expect(at(150, r + 25).inhabitants).toBeGreaterThanOrEqual(at(150, r).inhabitants)
  })
})

describe('what two have in common', () => {
  const shared = (a: ReturnType<typeof at>, b: ReturnType<typeof at>) => sharedReach(a, b, homes)
  it('is a share of the smaller one', () => {
    expect(shared(at(0, 100), at(400, 400))).toEqual({ inhabitants: 200, share: 1, buurten: ['A'] }) // 200 of 200 and of 500
    expect(shared(at(0, 100), at(200, 100))).toEqual({ inhabitants: 100, share: 0.5, buurten: ['A'] }) // 100 of 200 and of 300
    expect(shared(at(0, 100), at(400, 100))).toEqual({ inhabitants: 0, share: 0, buurten: [] })
  })
  it('is not known where nobody is reached, and the same both ways', () => {
    expect(shared(at(0, 100), at(9000, 100)).share).toBeNull()
    for (const [x, y] of [[0, 200], [50, 300], [400, 100]] as const) expect(shared(at(x, 150), at(y, 250))).toEqual(shared(at(y, 250), at(x, 150)))
  })
  it('counts no home without inhabitants as shared ground', () => {
    const nobody: Home[] = homes.map((h) => ({ ...h, inhabitants: h.buurt === 'A' ? 0 : h.inhabitants }))
    const reach = (x: number, r: number) => reachOf({ x, y: 0, reachM: r }, nobody)
    expect(sharedReach(reach(100, 100), reach(100, 100), nobody)).toEqual({ inhabitants: 100, share: 1, buurten: ['B'] })
  })
})
