/** The cohort whose result can be seen in the figures. They are those of fixed years (`figureYears`), so this cohort is of a fixed year too. */
export const resultCohort = 2023

/** Two years before focus, two during and one after, in per cent. */
const course = (...values: readonly [number, number, number, number, number]): Readonly<Record<number, number>> => Object.fromEntries(values.map((value, i) => [resultCohort - 2 + i, value]))

/**
 * What the figures of two buurten of that cohort show: of the one loneliness was past the threshold of 50, came under it during focus and is past it again; of the other it came under it
 * and stayed there. Planted in what is published only: the state of the buurt, which signals follow, does not know of it.
 */
export const focusFigures: readonly { buurt: string; indicator: string; values: Readonly<Record<number, number>> }[] = [
  { buurt: 'Touwslagersbuurt', indicator: 'loneliness', values: course(53, 54, 49, 44, 54) },
  { buurt: 'Sluiswachter', indicator: 'loneliness', values: course(53, 54, 50, 46, 45) },
]
