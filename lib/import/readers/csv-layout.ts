/** What the first lines of a CSV say about its form. */
export type CsvLayout = {
  delimiter: ',' | ';' | '\t' | '|'
  /** Excel's `sep=;` line */
  sepLine: boolean
}

const delimiters = [';', ',', '\t', '|'] as const

/**
 * Finds the delimiter in the first lines of a text: the one that most lines hold equally often, outside quotes.
 *
 * A text without any delimiter is one column; then `;` is answered (the Dutch default), which changes nothing.
 */
export function findLayout(sample: string): CsvLayout {
  const sep = /^sep=([;,|\t])\r?\n/i.exec(sample)
  if (sep) return { delimiter: sep[1] as CsvLayout['delimiter'], sepLine: true }
  const counts = countPerLine(sample)
  let best: CsvLayout['delimiter'] = ';'
  let bestScore = 0
  for (const [i, delimiter] of delimiters.entries()) {
    const perLine = counts.map((c) => c[i]!)
    const mode = modeOf(perLine.filter((n) => n > 0))
    if (mode === 0) continue
    const share = perLine.filter((n) => n === mode).length / perLine.length
    const score = share + Math.min(mode, 50) / 1000 // equal shares: the one that makes more columns
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return { delimiter: best, sepLine: false }
}

function countPerLine(sample: string): number[][] {
  const lines: number[][] = []
  let current = delimiters.map(() => 0)
  let quoted = false
  let filled = false
  for (const char of sample) {
    if (char === '"') quoted = !quoted
    else if (!quoted && (char === '\n' || char === '\r')) {
      if (filled) lines.push(current)
      if (lines.length >= 50) return lines
      current = delimiters.map(() => 0)
      filled = false
      continue
    } else if (!quoted) {
      const at = (delimiters as readonly string[]).indexOf(char)
      if (at >= 0) current[at]!++
    }
    filled = true
  }
  if (filled && lines.length < 3) lines.push(current) // the last line of a long sample is cut off
  return lines
}

function modeOf(values: readonly number[]): number {
  const seen = new Map<number, number>()
  for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1)
  return [...seen].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

/** Counts values written with a decimal comma and with a decimal point, in already split rows. */
export function countDecimals(rows: readonly (readonly string[])[]): { comma: number; point: number } {
  let comma = 0
  let point = 0
  for (const row of rows) {
    for (const value of row) {
      const text = value.trim()
      if (/^-?\d{1,3}(\.\d{3})*,\d+$|^-?\d+,\d+$/.test(text)) comma++
      else if (/^-?\d+\.\d+$/.test(text)) point++
    }
  }
  return { comma, point }
}

/**
 * Names for the columns: trimmed, never empty, never twice.
 *
 * A second `naam` becomes `naam (2)`, an empty name `kolom 5`; every change is told in `remarks`.
 */
export function nameColumns(header: readonly string[]): { columns: string[]; remarks: string[] } {
  const remarks: string[] = []
  const used = new Set<string>()
  const columns = header.map((raw, i) => {
    let name = raw.trim()
    if (name === '' || name === '__proto__') {
      name = `kolom ${i + 1}`
      if (i < header.length - 1) remarks.push(`Kolom ${i + 1} heeft geen naam en heet nu "${name}"`)
    }
    const base = name
    for (let n = 2; used.has(name); n++) name = `${base} (${n})`
    if (name !== base) remarks.push(`Kolomnaam "${base}" komt vaker voor; kolom ${i + 1} heet nu "${name}"`)
    used.add(name)
    return name
  })
  return { columns, remarks }
}
