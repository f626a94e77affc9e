import { cpus, loadavg, totalmem } from 'node:os'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { Result } from './result'

type Machine = {
  cores: number
  memoryGb: number
  node: string
  platform: string
  /** processes that wanted a core in the last minute, before anything was measured; above `cores` the figures are not to be trusted */
  loadAtStart: number
  /** name -> version of the database engines that were used */
  engines: Record<string, string>
}

export type Report = { date: string; machine: Machine; results: Result[] }

/** A report without results, of this machine at this moment. */
export function startReport(now: Date): Report {
  return {
    date: dateInAmsterdam(now),
    machine: {
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 1024 ** 3),
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      loadAtStart: Math.round(loadavg()[0]! * 10) / 10,
      engines: {},
    },
    results: [],
  }
}

/** Reads a report that was kept from `--json`, also with the lines that npm puts above it. @throws {Error} when it is none */
export function parseReport(text: string): Report {
  const found = JSON.parse(text.slice(Math.max(0, text.indexOf('{')))) as Partial<Report>
  if (typeof found.date !== 'string' || !found.machine || !Array.isArray(found.results)) throw new Error('this is not a report of `npm run bench -- --json`')
  return found as Report
}
