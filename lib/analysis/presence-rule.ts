import { clusterAlpha } from '@/lib/domain/cluster'
import { binomialAtLeast } from './binomial-tail'
import { ratioWithInterval } from './poisson-interval'

/** From so many times the visits per inhabitant of the gemeente on, people come there clearly more often. */
const manyVisits = 1.5

/** Of the place and of the gemeente (the place included), all over the same period. */
export type Input = {
  /** reporters of the theme, of all themes (theme by theme), inhabitants, visits */
  place: { theme: number; everything: number; people: number; visits: number }
  gemeente: { theme: number; everything: number; people: number; visits: number }
  /** number of buurten with people: the place was picked out of so many */
  buurten: number
}

/**
 * Whether more reporters in a place are explained by somebody coming there more often. Then it says something about presence, not about the theme.
 *
 * Three things together: everything else is reported more there too (the lower limit of observed / expected lies above 1), the theme's share among all is no larger
 * than in the gemeente, and there are at least one and a half times as many visits per inhabitant. The place was picked out of all buurten because it has so
 * many of this theme, so its share is called larger only when chance would give that in none of them (5 % over all). It does not know visits that nobody wrote down.
 */
export function explainedByPresence({ place, gemeente, buurten }: Input): boolean {
  if (place.people <= 0 || gemeente.people <= 0 || gemeente.everything <= 0 || gemeente.visits <= 0) return false
  const share = place.people / gemeente.people
  const others = ratioWithInterval(place.everything - place.theme, (gemeente.everything - gemeente.theme) * share)
  const ownShare = binomialAtLeast(place.theme, place.everything, gemeente.theme / gemeente.everything)
  return others !== null && others.low > 1 && ownShare > clusterAlpha / buurten && place.visits >= manyVisits * gemeente.visits * share
}
