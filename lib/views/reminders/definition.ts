import { z } from 'zod'
import type { ReminderRow } from '@/lib/db/reminders'
import { filterParams } from '@/lib/domain/params'

const reminderRegisters = ['activities', 'venues', 'agreements', 'agreement-lines'] as const
export const reminderParams = z.strictObject({
  gemeente: filterParams.shape.gemeente,
  werkgebied: filterParams.shape.werkgebied,
  organisation: z.string().regex(/^\d{1,15}$/, 'verwacht: het nummer van een organisatie').transform(Number).optional(),
  register: z.enum(reminderRegisters, `verwacht: ${reminderRegisters.join(', ')}`).optional(),
  why: z.enum(['ends', 'stale'], 'verwacht: ends of stale').optional(),
  days: z.string().regex(/^[1-9]\d{0,2}$/, 'verwacht: een aantal dagen van 1 tot en met 365').transform(Number).refine((n) => n <= 365, 'verwacht: hoogstens 365 dagen').default(60),
  format: z.enum(['json', 'csv'], 'verwacht: json of csv').default('json'),
})
export type ReminderParams = z.infer<typeof reminderParams>

export type Reminder = ReminderRow
export type RemindersAnswer = {
  items: Reminder[]
  total: number
  meta: { gemeente: { code: string; name: string } | null; on: string; days: number; /** this role keeps records up to date */ acts: boolean }
  choices: { werkgebieden: { slug: string; name: string }[]; organisations: { id: number; name: string }[] }
}
