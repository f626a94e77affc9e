import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What docs/register.json says of a table; a column is [what it is for, whether it is about a person]. */
type RegisterTable = { purpose: string; retention: string; readers: string; columns: Record<string, [purpose: string, personal: Personal]> }
export const personalWords = ['nee', 'indirect', 'ja', 'mogelijk bijzonder'] as const
type Personal = (typeof personalWords)[number]
export type Register = Record<string, RegisterTable>

/** Readers of a table that no user can read. */
export const programOnly = 'alleen het programma'
export const privacyPage = 'docs/privacy.md'
const [begin, end] = ['<!-- register: npm run register -->', '<!-- /register -->']

export const readRegister = (root: string): Register => JSON.parse(readFileSync(path.join(root, 'docs', 'register.json'), 'utf8')) as Register

/** The page with the register between its two marks. */
export function withRegister(page: string, register: Register): string {
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`${privacyPage} must hold ${begin} and ${end}`)
  return `${before}${begin}\n\n${Object.entries(register).map(([name, table]) => tableText(name, table)).join('\n\n')}\n\n${end}${after}`
}

function tableText(name: string, { purpose, retention, readers, columns }: RegisterTable): string {
  const rows = Object.entries(columns).map(([column, [what, personal]]) => `| \`${column}\` | ${what} | ${personal} |`)
  return [`### \`${name}\``, '', `${purpose}. Bewaren: ${retention}. Wie leest: ${readers}.`, '', '| kolom | waarvoor | persoonsgegeven |', '| --- | --- | --- |', ...rows].join('\n')
}
