import type { MapClass } from '@/lib/domain/definition'
import { palettes, type Mode } from './palette'

export type Pattern = Exclude<MapClass['pattern'], 'none' | 'outline'>
export const patternId = (pattern: Pattern, mode: Mode): string => `${pattern}-${mode}`

/** Which pixels of a tile of `size` are inked; tiles join without seams. */
function inked(pattern: Pattern, x: number, y: number, size: number): boolean {
  if (pattern === 'dots') return (x - size / 2) ** 2 + (y - size / 2) ** 2 <= (size / 6) ** 2
  return (x + y) % (pattern === 'hatch' ? size / 2 : size) < 2
}

/** The image that MapLibre asks for by name; null for a name that is not ours. */
export function patternImage(id: string): { width: number; height: number; data: Uint8ClampedArray } | null {
  const [, pattern, mode] = /^(dots|hatch|sparse-hatch)-(light|dark)$/.exec(id) ?? []
  if (!pattern || !mode) return null
  const size = 16
  const ink = palettes[mode as Mode].ink
  const colour = [1, 3, 5].map((i) => parseInt(ink.slice(i, i + 2), 16))
  const data = new Uint8ClampedArray(size * size * 4)
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (inked(pattern as Pattern, x, y, size)) data.set([...colour, 255] as number[], (y * size + x) * 4)
  return { width: size, height: size, data }
}
