import { z } from 'zod'

/** What every saved scenario tells in a list, whatever it was computed for. */
export type ScenarioHead = {
  id: number
  version: number
  gemeente: string
  name: string
  proven: boolean
  madeAt: string
  /** role, never a name */
  madeBy: string | null
  mine: boolean
}

export const scenarioName = z.string().trim().min(1, 'verwacht: een naam').max(80, 'verwacht: hoogstens 80 tekens')
/** Another name, or back after it was taken away. */
export const scenarioChange = z.strictObject({ version: z.number('verwacht: een getal').int().min(1), name: scenarioName.optional(), removed: z.literal(false, 'verwacht: false, om terug te zetten').optional(), confirmText: z.boolean().default(false) })
export type ScenarioChange = { name?: string; removed?: boolean }
