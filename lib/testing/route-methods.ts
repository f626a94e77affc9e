/** The methods of a route by its source: `export function GET`, `export const GET = ...` and `export const { GET, PATCH } = ...`. */
export function methodsOf(source: string): string[] {
  const single = [...source.matchAll(/export (?:async )?(?:function|const) ([A-Z]+)\b/g)].map((m) => m[1]!)
  const several = [...source.matchAll(/export const \{([^}]*)\}/g)].flatMap((m) => m[1]!.split(',').map((name) => name.trim()))
  return [...single, ...several].filter((name) => /^(GET|HEAD|POST|PATCH|PUT|DELETE|OPTIONS)$/.test(name))
}
