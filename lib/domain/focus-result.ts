import { z } from 'zod'
import { filterParams } from './params'

/** What came of a focus buurt: which one, by the year of its cohort and the code it had then. */
export const focusResultParams = z.strictObject({
  gemeente: filterParams.shape.gemeente,
  year: z.string().regex(/^20\d\d$/, 'verwacht: een jaar van 2000 tot en met 2099'),
  buurt: z.string().regex(/^BU\d{4}[0-9A-Z]{4}$/, 'verwacht: een buurtcode, BU en acht tekens'),
})
