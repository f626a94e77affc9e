import type { Report } from './report'
import type { Result } from './result'

const columns = ['name', 'median', 'min', 'max', 'unit', 'rounds', 'ratio', 'to', 'goal', 'met'] as const

const yesNo = (met: boolean | null): string => (met === null ? '' : met ? 'yes' : 'NO')
const cells = (r: Result): string[] => [
  r.name, String(r.median), String(r.min), String(r.max), r.unit, String(r.rounds), r.ratio === null ? '' : `${r.ratio} x`, r.ratioTo ?? '', r.goal ?? '', yesNo(r.met),
]

/** For a terminal: aligned columns, and under them what every line means. */
export function textTable(report: Report): string {
  const lines = [[...columns], ...report.results.map(cells)]
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)))
  const body = lines.map((line) => line.map((cell, i) => cell.padEnd(widths[i]!)).join('  ').trimEnd())
  return [describe(report), '', ...body, '', ...report.results.map((r) => `${r.name}: ${r.what}`)].join('\n')
}

/** For a document: the lines of one measurement, with the machine and the day above them. */
export function markdownTable(report: Report, measurement: string): string {
  const own = report.results.filter((r) => r.name.startsWith(`${measurement}.`))
  const row = (line: readonly string[]): string => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [
    describe(report),
    '',
    row(['what', 'median', 'min - max', 'rounds', 'ratio', 'goal', 'met']),
    row(['---', '---:', '---', '---:', '---', '---', '---']),
    ...own.map((r) =>
      row([
        `\`${r.name}\`: ${r.what}`, `${r.median} ${r.unit}`, `${r.min} - ${r.max}`, String(r.rounds), r.ratio === null ? '' : `${r.ratio} x \`${r.ratioTo}\``, r.goal ?? '', yesNo(r.met),
      ]),
    ),
  ].join('\n')
}

function describe({ date, machine }: Report): string {
  const engines = Object.entries(machine.engines).map(([name, version]) => `${name} ${version}`)
  return `Measured on ${date}: ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.platform}, Node ${machine.node}${engines.map((e) => `, ${e}`).join('')}; load average at the start ${machine.loadAtStart}.`
}
