/**
 * Comma-separated text (RFC 4180), numbers with a point. No text cell can run as a formula in a spreadsheet: it gets an apostrophe
 * in front. Numbers stay numbers; what is no finite number is an empty cell.
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

/** Starts of a formula, also in full width, which some spreadsheets read as the plain sign. */
const starts = '=+\\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b'
/** What a spreadsheet may drop before it looks at the first sign: spaces, control characters, and signs that show nothing. */
const unseen = '\\s\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff'
const formula = new RegExp(`^["${unseen}]*[${starts}]|^[\\u0000-\\u001f]`)
/**
 * A spreadsheet that is set to another separator (the Dutch one expects a semicolon) starts a new cell in the middle of a text, and
 * quotation marks there mean nothing to it.
 */
const cellInside = new RegExp(`(\\r\\n|[;\\t\\r\\n|])(?=["${unseen}]*[${starts}]|[\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u001f])`, 'g')

function cell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return typeof value === 'number' && !Number.isFinite(value) ? '' : String(value)
  const inside = value.replace(cellInside, "$1'")
  const safe = formula.test(inside) ? `'${inside}` : inside
  return /[",;\t\r\n|]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
