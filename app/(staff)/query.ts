export type Query = Promise<Record<string, string | string[] | undefined>>

/** The query of a page. Repeated names stay repeated, so that they are refused as in the API. */
export function queryOf(given: Awaited<Query>): URLSearchParams {
  return new URLSearchParams(Object.entries(given).flatMap(([name, value]) => [value ?? []].flat().map((v) => [name, v])))
}
