import 'server-only'
import { loadSeen } from '@/lib/views/candidates/seen'
import type { AskSeen } from '@/lib/views/focus-cohort/load'
import { focusAsk } from './focus-facts'

/** What is seen when a year is decided on, as the candidates have it; no view imports another, so pages and routes hand this over. */
export const focusSeen: AskSeen = (tx, asked, now, reader) => loadSeen(tx, asked, now, reader, focusAsk)
