/**
 * What the figures of two buurten of the cohort 2023 show, in per cent per year: of the one loneliness was past the threshold of 50, came under it during focus and is past it again; of the other it came under it
 * and stayed there. Planted in what is published only: the state of the buurt, which signals follow, does not know of it.
 */
export const focusFigures: readonly { buurt: string; indicator: string; values: Readonly<Record<number, number>> }[] = [
  { buurt: 'Touwslagersbuurt', indicator: 'loneliness', values: { 2021: 53, 2022: 54, 2023: 49, 2024: 44, 2025: 54 } },
  { buurt: 'Sluiswachter', indicator: 'loneliness', values: { 2021: 53, 2022: 54, 2023: 50, 2024: 46, 2025: 45 } },
]
