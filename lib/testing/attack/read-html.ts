import { gridOf } from './html-table'
import { blocks, parseHtml, textOf, type Element } from './html-tree'
import type { Reading } from './passages'
import { jsonPassages } from './read-data'

const heading = /^h([1-6])$/
/** Attributes that people or scripts can read; the others are looks. */
const told = /^(title|alt|value|content|aria-label|aria-description|data-.*|href|datetime|label|placeholder|summary)$/
const captions = new Set(['title', 'summary', 'legend', 'figcaption'])
const lists = new Set(['ul', 'ol', 'dl', 'tbody', 'select', 'datalist', 'g', 'svg', 'nav', 'section', 'div'])

/**
 * Every piece of text of a page that stands by itself, attributes included, with what is said about it: for a cell the heads of its row and column and the
 * caption; for all the text of the lists and blocks around it (not their other items), the headings above it, the title and the address. JSON in a script
 * is read as JSON.
 */
export function htmlPassages(address: string, html: string): Reading {
  const reading: Reading = { passages: [], sequences: [], points: [] }
  const headings: string[] = []
  let title = ''

  const add = (text: string, around: readonly string[]): void => {
    if (text) reading.passages.push({ where: address, text, about: [...around, ...headings.filter(Boolean).reverse(), title, address] })
  }
  const visit = (element: Element, around: readonly string[]): void => {
    const level = Number(heading.exec(element.tag)?.[1])
    if (level) {
      headings.length = Math.min(headings.length, level)
      headings[level] = textOf(element)
    }
    if (element.tag === 'title' && !title) title = textOf(element)
    if (element.tag === 'script' && !/json/.test(element.attributes.type ?? '')) for (const line of String(element.children[0] ?? '').split('\n')) add(line, around)
    if (element.tag === 'script' && /json/.test(element.attributes.type ?? '')) {
      const inside = jsonPassages(`${address} script`, JSON.parse(String(element.children[0] ?? 'null')))
      for (const kind of ['passages', 'sequences', 'points'] as const) reading[kind].push(...(inside[kind] as never[]))
    }
    if (element.tag === '#comment') return add(String(element.children[0]), around)
    const own = ownText(element)
    const attributes = Object.entries(element.attributes).flatMap(([name, value]) => (told.test(name) ? [name === 'href' ? value : `${name}: ${value}`] : []))
    for (const text of attributes) add(text, [...attributes.filter((other) => other !== text), ...(own ? [own] : []), ...around])
    if (own) add(own, around)
    if (element.tag === 'table') return table(element, around)
    if (lists.has(element.tag)) sequence(element)
    const inner = [...(own ? [own] : []), ...attributes, ...around]
    const said = element.children.flatMap((child) => (typeof child === 'string' ? [] : captions.has(child.tag) ? [textOf(child)] : []))
    for (const child of element.children) if (typeof child !== 'string') visit(child, [...said, ...inner])
  }
  // what an item is about is what it says; one without words says it in its attributes
  const sequence = (element: Element): void => {
    const items = element.children.filter((child): child is Element => typeof child !== 'string' && !['title', 'desc'].includes(child.tag))
    if (items.length > 1) reading.sequences.push({ where: `${address} ${element.tag}`, items: items.map((item) => (textOf(item) ? [textOf(item)] : attributesIn(item))) })
  }
  const table = (element: Element, around: readonly string[]): void => {
    const { caption, head, rows } = gridOf(element)
    for (const text of caption) add(text, around)
    for (const [r, cells] of rows.entries()) for (const [i, cell] of cells.entries()) {
      if (cells[i - 1] === cell || rows[r - 1]?.[i] === cell) continue // spans more places
      const before = head.includes(cells) ? [] : [...new Set(cells)].filter((other, at) => other !== cell && (other.tag === 'th' || at === 0)).map(textOf)
      // what else stands in the row comes after its heads: a period may stand in a column of its own
      const beside = head.includes(cells) ? [] : cells.filter((other) => other !== cell).map(textOf)
      const above = head.flatMap((line) => (line[i] && line[i] !== cell ? [textOf(line[i])] : [])).reverse()
      visit(cell, [...before, ...above, ...beside, ...caption, ...around])
    }
    const body = rows.filter((cells) => !head.includes(cells))
    if (body.length > 1) reading.sequences.push({ where: `${address} table`, items: body.map((cells) => cells.map(textOf)) })
    for (const line of head) if (line.length > 2) reading.sequences.push({ where: `${address} columns`, items: line.map((cell) => [textOf(cell)]) })
  }
  visit(parseHtml(html), [])
  return reading
}

const attributesIn = (element: Element): string[] => [...Object.entries(element.attributes).filter(([name]) => told.test(name)).map(([, value]) => value), ...element.children.flatMap((child) => (typeof child === 'string' ? [] : attributesIn(child)))]

/** Text of the element itself with what is inline in it; blocks in it have their own. */
function ownText(element: Element): string {
  if (element.tag === 'script' || element.tag === 'style') return ''
  const inline = (child: Element | string): string => (typeof child === 'string' ? child : blocks.has(child.tag) && child.tag !== 'a' ? ' ' : textOf(child) && child.children.map(inline).join(''))
  return blocks.has(element.tag) ? element.children.map(inline).join('').replace(/\s+/g, ' ').trim() : ''
}
