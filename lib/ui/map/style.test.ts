import { createExpression, latest, validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, it } from 'vitest'
import { clusters } from '@/lib/views/clusters/definition'
import { palettes, type Mode } from './palette'
import { patternId, patternImage, type Pattern } from './patterns'
import { circleRadius, fillColor, groundLayer, mapStyle, noFill, quietPattern } from './style'

const modes: Mode[] = ['light', 'dark']
const classes = clusters.classes

/** Asks MapLibre's own evaluator. */
function evaluate(expression: unknown, properties: Record<string, unknown>, type: 'color' | 'number') {
  const parsed = type === 'color' ? createExpression(expression, 'fill-color', latest.paint_fill['fill-color'] as never) : createExpression(expression, 'circle-radius', latest.paint_circle['circle-radius'] as never)
  if (parsed.result === 'error') throw new Error(parsed.value.map((e) => e.message).join('; '))
  return parsed.value.evaluate({ zoom: 12 } as never, { type: 'Polygon', properties } as never)
}
const hex = (colour: { r: number; g: number; b: number; a: number }) => (colour.a === 0 ? noFill : `#${[colour.r, colour.g, colour.b].map((v) => Math.round((v / colour.a) * 255).toString(16).padStart(2, '0')).join('')}`)

describe.each(modes)('colours in %s', (mode) => {
  it.each(classes.map((c) => [c.id, c] as const))('%s is what the legend shows', (_id, of) => {
    expect(hex(evaluate(fillColor(classes, mode), { class: of.id }, 'color'))).toBe(of.fill ? of.fill[mode] : noFill)
  })
  it.each([[{}], [{ class: null }], [{ class: '' }], [{ class: 'unheard-of' }], [{ class: 3 }]])('gives no colour to %o', (properties) => {
    expect(hex(evaluate(fillColor(classes, mode), properties, 'color'))).toBe(noFill)
  })
})

describe.each(modes.flatMap((mode) => (['rate', 'count'] as const).flatMap((show) => (['none', 'pdok'] as const).map((basemap) => [mode, show, basemap] as const))))('the style (%s, %s, %s)', (mode, show, basemap) => {
  const style = mapStyle({ mode, classes, basemap, show, circleScale: 4, ground: 'sea' }) as StyleSpecification
  it('is valid', () => expect(validateStyleMin(style).map((e) => e.message)).toEqual([]))
  it('asks nothing of others, unless the administrator chose the base map', () => {
    const outside = JSON.stringify(style).match(/https?:\/\/[^/"]+/g) ?? []
    expect(new Set(outside)).toEqual(new Set(basemap === 'pdok' ? ['https://service.pdok.nl'] : []))
    expect(style.glyphs).toBeUndefined()
    expect(style.sprite).toBeUndefined()
  })
  it('has no heatmap', () => expect(style.layers.some((l) => (l.type as string) === 'heatmap')).toBe(false))
  it('shows a pattern for every class that has one', () => {
    for (const c of classes) if (c.pattern !== 'none' && (c.pattern as string) !== 'outline') expect(style.layers.find((l) => l.id === `area-pattern-${c.id}`)?.paint).toEqual({ 'fill-pattern': patternId(c.pattern as Pattern, mode), 'fill-opacity': 'quiet' in c ? quietPattern : 1 })
  })
})

it('draws the ground in one layer: each kind in its colour, in the order given, and nothing that is no ground', () => {
  const { layout, paint, filter } = groundLayer({ sea: '#112233', land: '#445566', wood: '#778899' }) as { layout: Record<string, unknown>; paint: Record<string, unknown>; filter: unknown }
  expect(['sea', 'land', 'wood', 'street'].map((kind) => hex(evaluate(paint['fill-color'], { kind }, 'color')))).toEqual(['#112233', '#445566', '#778899', noFill])
  expect(['sea', 'land', 'wood'].map((kind) => evaluate(layout['fill-sort-key'], { kind }, 'number'))).toEqual([0, 1, 2])
  expect(filter).toEqual(['match', ['get', 'kind'], ['sea', 'land', 'wood'], true, false])
})

it('draws circles whose area is proportional to the count, and none for a missing one', () => {
  const r = (properties: object) => evaluate(circleRadius(4), properties as Record<string, unknown>, 'number') as number
  expect(r({ n: 4 }) ** 2 / r({ n: 1 }) ** 2).toBeCloseTo(4)
  expect([r({ n: 0 }), r({ n: null }), r({})]).toEqual([0, 0, 0])
})

it('makes every pattern in both modes, inked but not full, and no other image', () => {
  for (const mode of modes) {
    for (const pattern of ['dots', 'hatch', 'sparse-hatch'] as const) {
      const { data } = patternImage(patternId(pattern, mode))!
      const inked = data.filter((v, i) => i % 4 === 3 && v > 0).length / (data.length / 4)
      expect(inked).toBeGreaterThan(0.05)
      expect(inked).toBeLessThan(0.4)
    }
  }
  expect(patternImage('marker')).toBeNull()
})

/** WCAG contrast of two colours. */
function contrast(a: string, b: string): number {
  const light = (colour: string) => {
    const [r, g, bl] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl
  }
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p) as [number, number]
  return (x + 0.05) / (y + 0.05)
}

describe.each(modes)('contrast in %s', (mode) => {
  const c = palettes[mode]
  it.each([['names on land', c.text, c.land, 4.5], ['borders on land', c.border, c.land, 3], ['selection', c.selected, c.land, 3], ['circles', c.circle, c.land, 3], ['points', c.point, c.land, 3], ['outline of a finding', c.finding, c.land, 3], ['outline on its edge', c.finding, c.findingEdge, 3], ['label of a finding', c.finding, c.halo, 4.5]] as const)('%s', (_what, a, b, least) => {
    expect(contrast(a, b)).toBeGreaterThanOrEqual(least)
  })
})
