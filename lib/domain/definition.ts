import type { z } from 'zod'

/** One class of a map: legend and colours are both made from this, so they cannot differ. Words carry it; colour supports. */
export type MapClass<Id extends string = string> = {
  id: Id
  /** Dutch, in the legend and in the table */
  label: string
  /** colour in light and dark mode; null is an outline only */
  fill: { light: string; dark: string } | null
  /** drawn over the fill, so that the class also shows without colour; `outline` is a second line within the border */
  pattern: 'none' | 'dots' | 'hatch' | 'sparse-hatch' | 'outline'
  /** the pattern is drawn lightly: of a class that most of a map may have */
  quiet?: true
}

/** What a view is, on both sides of the wire: plain data and its parameters. */
export type ViewDefinition = {
  /** = folder = address in the API */
  id: string
  /** Dutch slug of the page: /kaart/{slug} */
  slug: string
  /** Dutch */
  title: string
  /** the question that it answers, in Dutch */
  question: string
  params: z.ZodObject
  classes: readonly MapClass[]
  sources: readonly { name: string; date: string; licence: string }[]
  /** what the API gives as rows besides the areas of an answer: `format=csv&part=name` */
  tables?: Readonly<Record<string, (answer: never) => Record<string, string | number | null>[]>>
  /** "Hoe komt dit tot stand?" in Dutch */
  method: { version: string; data: string; period: string; rule: string; limits: string }
}
