/** What a calculation of problem clusters is doing, as a waiting reader sees it. */
export const calculationSteps = {
  now: 'Opeenhopingen zoeken',
  earlier: 'Vergelijken met eerdere perioden',
  recent: 'De laatste weken bekijken',
  rise: 'Zoeken waar het sneller gaat',
  border: 'Bepalen welke buurten er zeker bij horen',
  power: 'Bepalen hoe klein we kunnen zien',
  trend: 'Het verloop per buurt bepalen',
} as const
export type CalculationStep = keyof typeof calculationSteps
