import { readFileSync, writeFileSync } from 'node:fs'
import type { Report } from './report'
import { markdownTable } from './table'

const start = (name: string): string => `<!-- bench:${name} -->`
const end = (name: string): string => `<!-- /bench:${name} -->`

/**
 * Puts `content` between the two markers of `name`; everything else stays as it is.
 * @throws {Error} when the document does not have both markers, once, in this order
 */
export function rewriteBetween(document: string, name: string, content: string): string {
  const before = document.split(start(name))
  const after = before[1]?.split(end(name))
  if (before.length !== 2 || after?.length !== 2) throw new Error(`the document must have ${start(name)} and ${end(name)} once`)
  return `${before[0]}${start(name)}\n${content}\n${end(name)}${after[1]}`
}

/** Rewrites the tables of the measurements that the report holds; those of others keep their older figures and date. */
export function writeTables(file: string, report: Report): string[] {
  const names = [...new Set(report.results.map((r) => r.name.split('.')[0]!))]
  const written = names.reduce((text, name) => rewriteBetween(text, name, markdownTable(report, name)), readFileSync(file, 'utf8'))
  writeFileSync(file, written)
  return names
}
