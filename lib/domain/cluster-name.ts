/**
 * What a cluster is called: "Lijnbaan", "Dukdalf en Meerpaal", "Lamsoor en 2 andere buurten".
 * @param names of its buurten; those that belong to it most certainly first
 */
export function clusterName(names: readonly string[]): string {
  const [first = '', second] = names
  if (second === undefined) return first
  return names.length === 2 ? `${first} en ${second}` : `${first} en ${names.length - 1} andere buurten`
}
