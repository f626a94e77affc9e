import type { ComponentType } from 'react'
import type { Tx } from '@/lib/db/client'
import type { Reader } from '@/lib/domain/identity'
import type { ViewDefinition } from '@/lib/domain/definition'
import { clusters } from './clusters/definition'
import { loadClusters } from './clusters/load'
import { ClustersView } from './clusters/view'
import { coverage } from './coverage/definition'
import { loadCoverage } from './coverage/load'
import { CoverageView } from './coverage/view'
import { focus } from './focus/definition'
import { loadFocus } from './focus/load'
import { FocusView } from './focus/view'
import { initiatives } from './initiatives/definition'
import { loadInitiatives } from './initiatives/load'
import { InitiativesView } from './initiatives/view'
import { overlap } from './overlap/definition'
import { loadOverlap } from './overlap/load'
import { OverlapView } from './overlap/view'
import { presence } from './presence/definition'
import { loadPresence } from './presence/load'
import { PresenceView } from './presence/view'

/** A view as the pages and the API see it; what its parameters and answer are is the view's own business. */
export type View = {
  definition: ViewDefinition
  load: (tx: Tx, params: never, now: Date, reader: Reader) => Promise<object | null>
  Screen: ComponentType<{ initial: never }>
}

/** Ties the three files of a view together and checks that they speak of the same parameters and answer. */
function view<P, A extends object>(definition: ViewDefinition, load: (tx: Tx, params: P, now: Date, reader: Reader) => Promise<A | null>, Screen: ComponentType<{ initial: A }>): View {
  return { definition, load: load as View['load'], Screen: Screen as View['Screen'] }
}

/** The list: one line per view. */
export const views: readonly View[] = [
  view(clusters, loadClusters, ClustersView),
  view(coverage, loadCoverage, CoverageView),
  view(focus, loadFocus, FocusView),
  view(initiatives, loadInitiatives, InitiativesView),
  view(overlap, loadOverlap, OverlapView),
  view(presence, loadPresence, PresenceView),
]

export const viewById = (id: string): View | undefined => views.find((v) => v.definition.id === id)
export const viewBySlug = (slug: string): View | undefined => views.find((v) => v.definition.slug === slug)
