import type { PublicFile } from '@/lib/domain/public-model'
import type { Book } from './book'
import type { Page } from './frame'
import { SearchForm } from './parts'
import type { Postcodes } from './search-address.mjs'
import type { SearchIndex } from './search.mjs'
import { words } from './words'

const w = words.search

/** The page of a search before anything was asked; `search-page.mjs` fills it in. */
export function searchFormPage({ model }: Book): Page {
  return {
    address: '/zoek', title: w.title, description: words.start.lead, hidden: true,
    body: (
      <div className="text">
        <h1>{w.title}</h1>
        <SearchForm value="" />
        <div id="gevonden" role="status"><p>{w.empty}</p></div>
        <ul id="hits" className="hits" />
        <p><a className="go" href="/">{w.toStart}</a></p>
        {Object.entries(w.says(model.gemeente.name, model.postcodes.length > 0)).map(([says, text]) => <template key={says} id={`tekst-${says}`}><p>{text}</p></template>)}
      </div>
    ),
  }
}

/** What can be searched for: names that are public anyhow. */
export function searchIndexFile(book: Book): PublicFile {
  const index: SearchIndex = {
    buurten: book.buurten.map((b) => [b.code, b.name, b.wijk.name]),
    streets: [...book.model.streets].sort((a, b) => a.name.localeCompare(b.name, 'nl') || (a.buurt < b.buurt ? -1 : 1)).map((s) => [s.name, s.buurt]),
  }
  return { address: '/zoek/index.json', type: 'application/json; charset=utf-8', body: JSON.stringify(index) }
}

/** Postcodes in the form that the door reads; only where the gemeente has loaded them. */
export function postcodesFile({ model }: Book): PublicFile[] {
  if (model.postcodes.length === 0) return []
  const file: Postcodes = { whole: {}, split: {} }
  for (const { postcode, buurten, houseNumbers } of model.postcodes) {
    if (houseNumbers) file.split[postcode] = houseNumbers
    else {
      const group = (file.whole[postcode.slice(0, 4)] ??= {})
      group[buurten[0]!] = `${group[buurten[0]!] ?? ''}${postcode.slice(4)}`
    }
  }
  return [{ address: '/zoek/postcodes.json', type: 'application/json; charset=utf-8', body: JSON.stringify(file) }]
}
