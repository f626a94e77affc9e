import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import { renderOpenData } from './open-data/render-open-data'
import { renderPages } from './pages/render-pages'
import { renderPublications } from './publications-page'

/** Everything that a release is made of: each gives the files of its part, from the model and nothing else. No two may give the same address. */
export const renderers: readonly ((model: PublicModel) => PublicFile[])[] = [renderPages, renderPublications, renderOpenData]
