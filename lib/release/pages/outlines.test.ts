import { describe, expect, it } from 'vitest'
import type { PublicRings } from '@/lib/domain/public-model'
import { frameOf, linePath, outlines } from './outlines'

const shape = (...ring: [number, number][]): { geometry: PublicRings } => ({ geometry: [[[...ring, ring[0]!]]] })
/** Points of path data, in pixels. */
function pointsOf(d: string): string[] {
  const numbers = [...d.matchAll(/-?\d+/g)].map(Number)
  let [x, y] = [0, 0]
  return Array.from({ length: numbers.length / 2 }, (_, i) => { x += numbers[2 * i]!; y += numbers[2 * i + 1]!; return `${x},${y}` })
}

describe('frameOf', () => {
  it('holds all shapes, north up, with a margin', () => {
    const frame = frameOf([shape([0, 0], [2000, 0], [2000, 1000], [0, 1000])], 220, 10)
    expect([frame.width, frame.height]).toEqual([220, 120])
    expect([frame.toPixel(0, 0), frame.toPixel(2000, 1000)]).toEqual([[10, 110], [210, 10]])
  })
  it('is never taller than 1.25 times its width, and fits a tall shape in that', () => {
    const frame = frameOf([shape([0, 0], [100, 0], [100, 1000], [0, 1000])], 100, 0)
    expect(frame.height).toBe(125)
    expect(frame.toPixel(0, 1000)[1]).toBe(0)
    expect(frame.toPixel(0, 0)[1]).toBe(125)
  })
})

describe('outlines', () => {
  // A border that winds from (500, 0) to (500, 1000), the same points on both sides, in opposite directions.
  const border: [number, number][] = Array.from({ length: 41 }, (_, i) => [500 + Math.round(90 * Math.sin(i / 2)), i * 25])
  const west = shape([0, 0], ...border, [0, 1000])
  const east = shape(...border, [1000, 1000], [1000, 0])
  const frame = frameOf([west, east], 420, 10)

  it('keeps a shared border shared, whatever the direction in which it is drawn', () => {
    const [a, b] = outlines([west, east], frame, 3)
    const shared = pointsOf(a!).filter((p) => pointsOf(b!).includes(p))
    const all = new Set([...pointsOf(a!), ...pointsOf(b!)])
    // Only the corners of each are its own: (0, 0), (0, 1000), (1000, 1000), (1000, 0).
    expect(all.size - new Set(shared).size).toBe(4)
    expect(shared.length).toBeGreaterThan(5)
    expect(shared.length).toBeLessThan(border.length)
  })
  it('moves no border by more than the tolerance', () => {
    const [fine] = outlines([west], frame, 0.01)
    const [coarse] = outlines([west], frame, 4)
    const kept = pointsOf(coarse!).map((p) => p.split(',').map(Number) as [number, number])
    for (const p of pointsOf(fine!)) {
      const [x, y] = p.split(',').map(Number) as [number, number]
      const near = Math.min(...kept.map((a, i) => { const b = kept[(i + 1) % kept.length]!; const squared = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2; const t = Math.max(0, Math.min(1, ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / squared)); return Math.hypot(x - a[0] - t * (b[0] - a[0]), y - a[1] - t * (b[1] - a[1])) }))
      expect(near).toBeLessThanOrEqual(4)
    }
  })
  it('draws an island alike from whichever point it begins, and leaves out what is smaller than a pixel', () => {
    const ring: [number, number][] = [[0, 0], [400, 0], [500, 300], [400, 600], [0, 600], [-100, 300]]
    const at = frameOf([shape(...ring)], 300, 10)
    const sets = ring.map((_, i) => [...pointsOf(outlines([shape(...ring.slice(i), ...ring.slice(0, i))], at)[0]!)].sort().join(' '))
    expect(new Set(sets).size).toBe(1)
    expect(outlines([shape([0, 0], [0.1, 0], [0.1, 0.1])], at)).toEqual([''])
  })
  it('draws a line open', () => {
    expect(linePath([[0, 0], [500, 0], [1000, 0]], frame)).toBe('M10 410l400 0')
    expect(linePath([[0, 0], [0.1, 0]], frame)).toBe('')
  })
})
