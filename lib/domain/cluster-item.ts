import type { ClusterLabel, Finding } from './cluster'

/** State of a work item: the label of the last calculation that found it, or gone. */
type ClusterState = ClusterLabel | 'gone'
/** What a list can be narrowed to: a state, or everything that is not gone. */
export type ClusterStateFilter = ClusterState | 'open'

/** A place that is watched and worked on: the same cluster over all calculations that found it. */
export type ClusterItem = {
  id: number
  theme: { slug: string; label: string; sensitive: boolean }
  state: ClusterState
  name: string
  /** by the boundaries of the last calculation that found it */
  buurten: { code: string; name: string }[]
  /** dates on which it was first and last found */
  firstSeen: string
  lastSeen: string
  /** since about when reporters came faster; null when that cannot be told */
  since: string | null
  /** who works on it: a team or an adviser, never a wijkmanager; null when nobody does */
  owner: { team: string | null; user: number | null; name: string; since: string } | null
  version: number
  /** how the last calculation that found it tells of it, to this reader */
  finding: Finding | null
}

/** Something that happened to a work item, by role and never by name. */
export type ClusterEvent = {
  id: number
  at: string
  /** role of who did it; null for the program */
  by: string | null
  /** `before` and `after`: states; names of buurten; names of owners */
  kind: 'found' | 'state' | 'areas' | 'owner' | 'note'
  before: string | null
  after: string | null
  /** of a note */
  text: string | null
}

export type ClusterDetail = ClusterItem & {
  /** how each calculation told of it, newest first; of every period the last calculation */
  sightings: Finding[]
  /** newest first, as far as the reader may see them */
  events: ClusterEvent[]
  mayOwn: boolean
  mayNote: boolean
}
