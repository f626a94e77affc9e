import { readFileSync } from 'node:fs'
import path from 'node:path'

/** One requirement of OWASP ASVS 5.0.0, in our own words; docs/asvs.json holds all of them. */
export type Requirement = {
  id: string
  what: string
  verdict: (typeof verdicts)[number]
  /** paths in this repository that show it; always there with `pass` */
  evidence?: string[]
  /** what is missing (`open`), why there is no such thing (`n/a`), or a remark */
  why?: string
}
export const verdicts = ['pass', 'n/a', 'open'] as const

/**
 * Which requirements exist, per section: the numbers of level 1, of level 2, and of those of level 3 that we hold ourselves to.
 * Counted from the official list of OWASP (github.com/OWASP/ASVS, 5.0.0).
 */
const sections: Record<string, readonly [one: string, two: string, three?: string]> = {
  'V1.1': ['', '1-2'], 'V1.2': ['1-5', '6-9', '10'], 'V1.3': ['1-2', '3-11'], 'V1.4': ['', '1-3'], 'V1.5': ['1', '2'],
  'V2.1': ['1', '2-3'], 'V2.2': ['1-2', '3'], 'V2.3': ['1', '2-4'], 'V2.4': ['', '1'],
  'V3.2': ['1-2', ''], 'V3.3': ['1', '2-4'], 'V3.4': ['1-2', '3-6', '7-8'], 'V3.5': ['1-3', '4-5'], 'V3.7': ['', '1-2'],
  'V4.1': ['1', '2-3'], 'V4.2': ['', '1'], 'V4.3': ['', '1-2'], 'V4.4': ['1', '2-4'],
  'V5.1': ['', '1'], 'V5.2': ['1-2', '3'], 'V5.3': ['1-2', ''], 'V5.4': ['', '1-3'],
  'V6.1': ['1', '2-3'], 'V6.2': ['1-8', '9-12'], 'V6.3': ['1-2', '3-4'], 'V6.4': ['1-2', '3-4'], 'V6.5': ['', '1-5'], 'V6.6': ['', '1-3'], 'V6.8': ['', '1-4'],
  'V7.1': ['', '1-3'], 'V7.2': ['1-4', ''], 'V7.3': ['', '1-2'], 'V7.4': ['1-2', '3-5'], 'V7.5': ['', '1-2'], 'V7.6': ['', '1-2'],
  'V8.1': ['1', '2'], 'V8.2': ['1-2', '3'], 'V8.3': ['1', '', '2'], 'V8.4': ['', '1'],
  'V9.1': ['1-3', ''], 'V9.2': ['1', '2-4'],
  'V10.1': ['', '1-2'], 'V10.2': ['', '1-2'], 'V10.3': ['', '1-4'], 'V10.4': ['1-5', '6-11'], 'V10.5': ['', '1-5'], 'V10.6': ['', '1-2'], 'V10.7': ['', '1-3'],
  'V11.1': ['', '1-2'], 'V11.2': ['', '1-3'], 'V11.3': ['1-2', '3'], 'V11.4': ['1', '2-4'], 'V11.5': ['', '1'], 'V11.6': ['', '1'],
  'V12.1': ['1', '2-3'], 'V12.2': ['1-2', ''], 'V12.3': ['', '1-4'],
  'V13.1': ['', '1'], 'V13.2': ['', '1-5'], 'V13.3': ['', '1-2'], 'V13.4': ['1', '2-5'],
  'V14.1': ['', '1-2'], 'V14.2': ['1', '2-4'], 'V14.3': ['1', '2-3'],
  'V15.1': ['1', '2-3'], 'V15.2': ['1', '2-3'], 'V15.3': ['1', '2-7'],
  'V16.1': ['', '1'], 'V16.2': ['', '1-5'], 'V16.3': ['', '1-4'], 'V16.4': ['', '1-3'], 'V16.5': ['', '1-3'],
  'V17.1': ['', '1'], 'V17.2': ['', '1-4'], 'V17.3': ['', '1-2'],
}

function numbers(range: string | undefined): number[] {
  if (!range) return []
  const [first, last = first] = range.split('-').map(Number)
  return Array.from({ length: last! - first! + 1 }, (_, i) => first! + i)
}

/** The level of each requirement, in the order of the official list. */
export const levels: ReadonlyMap<string, 1 | 2 | 3> = new Map(
  Object.entries(sections).flatMap(([section, ranges]) =>
    ranges
      .flatMap((range, i) => numbers(range).map((n) => ({ n, level: (i + 1) as 1 | 2 | 3 })))
      .sort((a, b) => a.n - b.n)
      .map(({ n, level }) => [`${section}.${n}`, level] as const),
  ),
)

const chapters = ['Codering en opschonen', 'Controle van invoer en van stappen', 'Browser', 'API en webdiensten', 'Bestanden', 'Inloggen', 'Sessies', 'Rechten', 'Tokens', 'OAuth en OpenID Connect', 'Cryptografie', 'Versleutelde verbindingen', 'Instellingen', 'Bescherming van gegevens', 'Bouw en bibliotheken', 'Logboek en fouten', 'WebRTC']

export const securityPage = 'docs/security.md'
const [begin, end] = ['<!-- asvs: npm run asvs -->', '<!-- /asvs -->']

export const readRequirements = (root: string): Requirement[] => JSON.parse(readFileSync(path.join(root, 'docs', 'asvs.json'), 'utf8')) as Requirement[]

/** The page with the list between its two marks. */
export function withRequirements(page: string, list: readonly Requirement[]): string {
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`${securityPage} must hold ${begin} and ${end}`)
  const parts = chapters.map((title, i) => chapterText(`V${i + 1}`, title, list.filter(({ id }) => id.startsWith(`V${i + 1}.`))))
  return `${before}${begin}\n\n${totals(list)}\n\n${parts.join('\n\n')}\n\n${end}${after}`
}

function totals(list: readonly Requirement[]): string {
  const row = (name: string, part: readonly Requirement[]) => `| ${name} | ${[part.length, ...verdicts.map((v) => part.filter(({ verdict }) => verdict === v).length)].join(' | ')} |`
  const ofLevel = (level: number) => list.filter(({ id }) => levels.get(id) === level)
  return ['| | eisen | pass | n/a | open |', '| --- | --- | --- | --- | --- |', ...[1, 2, 3].map((level) => row(`niveau ${level}`, ofLevel(level))), row('samen', list)].join('\n')
}

function chapterText(id: string, title: string, list: readonly Requirement[]): string {
  const rows = list.map((r) => `| ${r.id} | ${levels.get(r.id) ?? '?'} | ${r.what} | ${r.verdict} | ${[(r.evidence ?? []).map((file) => `\`${file}\``).join(', '), r.why ?? ''].filter(Boolean).join('. ')} |`)
  return [`### ${id} ${title}`, '', '| eis | niveau | wat | oordeel | bewijs of reden |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}
