import pino from 'pino'

/** One line of JSON per event, for operators. Never a query string, a note or a name of a person. */
export const log = pino({ base: undefined, level: process.env.LOG_LEVEL ?? 'info', timestamp: pino.stdTimeFunctions.isoTime })
