import 'server-only'
import { listThresholds } from '@/lib/db/focus/thresholds'
import { dayOfCycle, loadCriteria } from '@/lib/views/candidates/criteria'
import { anchorsOfCycle } from '@/lib/views/candidates/load'
import type { AskCriteria } from '@/lib/views/rotation/input'
import { focusAsk } from './focus-facts'

/** The criteria of a year as the candidates have them, with the ends of the scales that were kept for its cycle; no view imports another, so pages and routes hand this over. */
export const rotationCriteria: AskCriteria = async (tx, { gemeente, year, today }, reader) =>
  loadCriteria(tx, { gemeente, year, on: dayOfCycle(year, today), anchors: anchorsOfCycle(await listThresholds(tx, gemeente), year) }, reader, focusAsk)
