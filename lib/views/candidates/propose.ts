import type { Answer, Params } from './definition'

/** The page of the year with the same weighing and thresholds, there to be proposed; `add` names a buurt to begin with. */
export function proposeHref(meta: Answer['meta'], params: Params, add?: string): string {
  const { w, top, thresholds } = params
  const query = new URLSearchParams(Object.entries({ gemeente: meta.gemeente.code, w, top, thresholds, add }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  return `/focus/${meta.year}?${query}`
}
