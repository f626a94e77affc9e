import { blocks, parseHtml, textOf, type Element } from './html-tree'
import type { Reading } from './passages'
import { jsonPassages } from './read-data'

const heading = /^h([1-6])$/
/** Attributes that people or scripts can read; the others are looks. */
const told = /^(title|alt|value|content|aria-label|aria-description|data-.*|href|datetime|label|placeholder|summary)$/
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
    if (element.tag === 'script' && /json/.test(element.attributes.type ?? '')) {
      const inside = jsonPassages(`${address} script`, JSON.parse(String(element.children[0] ?? 'null')))
      for (const kind of ['passages', 'sequences', 'points'] as const) reading[kind].push(...(inside[kind] as never[]))
    }
    const own = ownText(element)
    for (const [name, value] of Object.entries(element.attributes)) if (told.test(name)) add(name === 'href' ? value : `${name}: ${value}`, [...(own ? [own] : []), ...around])
    if (own) add(own, around)
    if (element.tag === 'table') return table(element, around)
    if (lists.has(element.tag)) sequence(element)
    const inner = own ? [own, ...around] : around
    const said = element.children.flatMap((child) => (typeof child === 'string' ? [] : child.tag === 'title' || child.tag === 'summary' || child.tag === 'legend' ? [textOf(child)] : []))
    for (const child of element.children) if (typeof child !== 'string') visit(child, [...said, ...inner])
  }
  const sequence = (element: Element): void => {
    const items = element.children.filter((child): child is Element => typeof child !== 'string' && !['title', 'desc'].includes(child.tag))
    if (items.length > 1) reading.sequences.push({ where: `${address} ${element.tag}`, items: items.map((item) => [textOf(item), ...attributesIn(item)]) })
  }
  const table = (element: Element, around: readonly string[]): void => {
    const rows = allOf(element, 'tr').map((row) => row.children.filter((cell): cell is Element => typeof cell !== 'string'))
    const caption = allOf(element, 'caption').map(textOf)
    for (const text of caption) add(text, around)
    const head = rows.filter((cells) => cells.every((cell) => cell.tag === 'th')).at(-1) ?? []
    const body = rows.filter((cells) => cells.some((cell) => cell.tag !== 'th'))
    for (const cells of rows) for (const [i, cell] of cells.entries()) {
      const rowHead = cells === head || cells.every((c) => c.tag === 'th') ? [] : cells.filter((other, at) => other !== cell && (other.tag === 'th' || at === 0)).map(textOf)
      const column = head[i] && head[i] !== cell ? [textOf(head[i])] : []
      visit(cell, [...rowHead, ...column, ...caption, ...around])
    }
    if (body.length > 1) reading.sequences.push({ where: `${address} table`, items: body.map((cells) => cells.map(textOf)) })
    if (head.length > 2) reading.sequences.push({ where: `${address} columns`, items: head.map((cell) => [textOf(cell)]) })
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

const allOf = (element: Element, tag: string): Element[] => element.children.flatMap((child) => (typeof child === 'string' ? [] : child.tag === tag ? [child] : allOf(child, tag)))
