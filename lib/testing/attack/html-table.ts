import { textOf, type Element } from './html-tree'

/** A table as a grid: a cell that spans rows or columns stands in every place that it covers. `head` are the rows of heads only. */
export function gridOf(table: Element): { caption: string[]; head: Element[][]; rows: Element[][] } {
  const rows: Element[][] = []
  for (const [r, row] of allOf(table, 'tr').entries()) {
    const line = (rows[r] ??= [])
    let column = 0
    for (const cell of row.children) {
      if (typeof cell === 'string') continue
      while (line[column]) column++
      const [down, right] = [Number(cell.attributes.rowspan ?? 1), Number(cell.attributes.colspan ?? 1)]
      for (let y = 0; y < down; y++) for (let x = 0; x < right; x++) (rows[r + y] ??= [])[column + x] = cell
    }
  }
  const whole = rows.map((line) => [...line].filter((cell): cell is Element => cell !== undefined))
  return { caption: allOf(table, 'caption').map(textOf), head: whole.filter((line) => line.every((cell) => cell.tag === 'th')), rows: whole }
}

const allOf = (element: Element, tag: string): Element[] => element.children.flatMap((child) => (typeof child === 'string' ? [] : child.tag === tag ? [child] : allOf(child, tag)))
