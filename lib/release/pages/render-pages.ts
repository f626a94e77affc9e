import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import { accessibilityPage, methodPage, missingPage, privacyPage } from './about'
import { readAssets } from './assets'
import { makeBook } from './book'
import { buurtPage } from './buurt'
import { desksPage } from './desks'
import { followPage, followStart, followUnknown } from './follow'
import { pageFile, type Page } from './frame'
import { initiativesPage } from './initiatives'
import { largeMapFile } from './large-map-file'
import { postcodesFile, searchFormPage, searchIndexFile } from './search-form-page'
import { startPage } from './start'

/** Every public page of a release with what it loads. The same model gives the same bytes: no clock, no database, no chance. */
export function renderPages(model: PublicModel): PublicFile[] {
  const assets = readAssets()
  const book = makeBook(model)
  const largeMap = largeMapFile(book)
  const pages: Page[] = [
    startPage(book, { script: assets.largeMap, shapes: largeMap.address }), ...book.buurten.map((b) => buurtPage(book, b)), desksPage(book), initiativesPage(book), searchFormPage(book),
    followStart(), followUnknown(), ...model.follow.map((f) => followPage(book, f)), methodPage(book), privacyPage(), accessibilityPage(), missingPage(),
  ]
  return [...pages.map((page) => pageFile(model, assets, page)), searchIndexFile(book), ...postcodesFile(book), largeMap, ...assets.files]
}
