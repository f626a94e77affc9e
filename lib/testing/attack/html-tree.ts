/** An element of a page; `children` holds text and elements in order. */
export type Element = { tag: string; attributes: Record<string, string>; children: (Element | string)[] }

const empty = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
const raw = new Set(['script', 'style'])
const unseen = new Set([...raw, '#comment'])
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–' }

const plain = (text: string): string => text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (all, name: string) => (name[0] === '#' ? String.fromCodePoint(Number(name[1]?.toLowerCase() === 'x' ? `0${name.slice(1)}` : name.slice(1))) : entities[name.toLowerCase()] ?? all))

/**
 * The elements of a page of ours: written by a renderer, so that every element that can be closed is closed. The doctype is left out; a comment is an
 * element `#comment`, and what a script or style holds is its text.
 * @throws {RangeError} on an element that is closed while another is open
 */
export function parseHtml(html: string): Element {
  const top: Element = { tag: '', attributes: {}, children: [] }
  const open = [top]
  const pattern = /<!--[\s\S]*?-->|<!doctype[^>]*>|<\?[^>]*\?>|<(\/?)([a-z][\w:-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*(\/?)>/gi
  let at = 0
  for (let match = pattern.exec(html); match; match = pattern.exec(html)) {
    const parent = open.at(-1)!
    if (match.index > at) parent.children.push(plain(html.slice(at, match.index)))
    at = pattern.lastIndex
    const [, closing, name, attributes = '', closed] = match
    if (match[0].startsWith('<!--')) parent.children.push({ tag: '#comment', attributes: {}, children: [match[0].slice(4, -3)] })
    if (!name) continue
    const tag = name.toLowerCase()
    if (closing) {
      if (parent.tag !== tag) throw new RangeError(`</${tag}> closes <${parent.tag}>`)
      open.pop()
      continue
    }
    const element: Element = { tag, attributes: attributesOf(attributes), children: [] }
    parent.children.push(element)
    if (raw.has(tag)) {
      const end = html.indexOf(`</${name}`, at)
      element.children.push(html.slice(at, end))
      at = pattern.lastIndex = html.indexOf('>', end) + 1
    } else if (!closed && !empty.has(tag)) open.push(element)
  }
  if (at < html.length) top.children.push(plain(html.slice(at)))
  return top
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([^\s=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)].map(([, name, ...values]) => [name!.toLowerCase(), plain(values.find((v) => v !== undefined) ?? '')]))
}

/** The text of an element and all in it, with single spaces. */
export const textOf = (element: Element | string): string => squeezed(allText(element))
const allText = (element: Element | string): string => (typeof element === 'string' ? element : unseen.has(element.tag) ? '' : element.children.map(allText).join(blocks.has(element.tag) ? ' ' : ''))
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Elements whose text stands by itself. */
export const blocks = new Set(['', 'html', 'head', 'body', 'main', 'header', 'footer', 'nav', 'section', 'article', 'aside', 'div', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption', 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'figure', 'figcaption', 'details', 'summary', 'form', 'fieldset', 'legend', 'label', 'select', 'option', 'datalist', 'button', 'svg', 'g', 'title', 'desc', 'text', 'path', 'a'])
