import { z } from 'zod'
import { requestStatuses } from './coverage'
import { date as dateParam, filterParams } from './params'

/** Bodies and parameters of requests for deployment, for the route, its description and the forms. */
const date = dateParam.meta({ format: 'date' })
const { gemeente, theme, selected, werkgebied } = filterParams.shape

export const requestParams = z.strictObject({
  gemeente, theme, werkgebied,
  /** code of a buurt */
  selected,
  organisation: z.string().regex(/^\d{1,15}$/, 'verwacht: het nummer van een organisatie').transform(Number).optional(),
  status: z.enum(requestStatuses, `verwacht: ${requestStatuses.join(', ')}`).optional(),
  late: z.enum(['yes', 'no'], 'verwacht: yes of no').optional(),
})
export type RequestParams = z.infer<typeof requestParams>

export const newRequest = z.strictObject({
  gemeente: gemeente.unwrap(),
  /** made by the sender: sending it twice makes one request */
  sourceId: z.string().min(8, 'verwacht: ten minste 8 tekens').max(80, 'verwacht: hoogstens 80 tekens'),
  buurt: selected.unwrap(),
  theme: theme.unwrap(),
  organisation: z.int('verwacht: het nummer van een organisatie').positive('verwacht: het nummer van een organisatie'),
  due: date,
  text: z.string().trim().min(1, 'verwacht: een korte tekst').max(2000),
  confirmText: z.boolean().default(false),
})

/** An answer of the organisation, or taking the request back (`withdrawn`) and asking it anew (`open`) by who asked. */
export const requestAnswer = z
  .strictObject({
    version: z.int(),
    status: z.enum(['accepted', 'refused', 'counter', 'withdrawn', 'open'], 'verwacht: accepted, refused of counter; van wie het vroeg withdrawn of open'),
    reason: z.string().trim().max(2000).nullable().default(null),
    counterText: z.string().trim().max(2000).nullable().default(null),
    counterDate: date.nullable().default(null).meta({ format: 'date' }),
    confirmText: z.boolean().default(false),
  })
  .refine((a) => a.status !== 'refused' || !!a.reason, { path: ['reason'], message: 'Een afwijzing heeft een reden nodig.' })
  .refine((a) => a.status !== 'counter' || !!a.counterText, { path: ['counterText'], message: 'Schrijf wat u in plaats daarvan voorstelt.' })
  .refine((a) => a.status === 'counter' || (!a.counterText && !a.counterDate), { path: ['counterText'], message: 'Een voorstel hoort bij een tegenvoorstel.' })
