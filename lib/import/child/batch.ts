import type { SourceGeometry, SourceRecord } from '@/lib/domain/source-record'

/**
 * Records on their way from the child: the names of the columns once per batch instead of in every record, which halves the text and
 * the time that both sides spend on it. A record whose columns differ from the one before only adds a shape.
 */
export type RecordBatch = { type: 'records'; shapes: string[][]; rows: [shape: number, row: number, geometry: SourceGeometry | null, ...values: Value[]][] }
type Value = SourceRecord['fields'][string]

/** Collects records as text, in the form of `RecordBatch`. */
export class BatchWriter {
  private shapes: string[] = []
  private rows: string[] = []
  private known = new Map<string, number>()
  private last: readonly string[] | null = null
  private shape = 0
  /** characters so far */
  chars = 0

  get length(): number {
    return this.rows.length
  }

  add({ row, fields, geometry }: SourceRecord): void {
    const names = Object.keys(fields)
    if (this.last === null || !sameNames(this.last, names)) {
      const key = JSON.stringify(names)
      const found = this.known.get(key)
      this.shape = found ?? this.shapes.push(key) - 1
      if (found === undefined) this.known.set(key, this.shape)
      this.last = names
      this.chars += key.length
    }
    const values: unknown[] = [this.shape, row, geometry]
    for (const name of names) values.push(fields[name])
    const text = JSON.stringify(values)
    this.rows.push(text)
    this.chars += text.length
  }

  /** One line of JSON; the writer is empty afterwards. */
  take(): string {
    const line = `{"type":"records","shapes":[${this.shapes.join(',')}],"rows":[${this.rows.join(',')}]}`
    this.shapes = []
    this.rows = []
    this.known = new Map()
    this.last = null
    this.chars = 0
    return line
  }
}

/** Back to records, in order. */
export function readBatch({ shapes, rows }: RecordBatch): SourceRecord[] {
  return rows.map((cells) => {
    const names = shapes[cells[0]]!
    const fields: SourceRecord['fields'] = {}
    // `__proto__` would not become a field but change the object
    for (let i = 0; i < names.length; i++) if (names[i] !== '__proto__') fields[names[i]!] = cells[i + 3] as Value
    return { row: cells[1], fields, geometry: cells[2] }
  })
}

/** Whether two lists hold the same names in the same order. */
export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
