import { SourceError } from '@/lib/domain/source-record'

/**
 * The layer to read: by the wished name (whole name, then start, then part; case does not matter), else the only one, else
 * the first with "buurt" in its name, else the first. `remark` tells when there was a choice.
 * @throws {SourceError} `layer_unknown` with the names that exist
 */
export function chooseLayer(layers: readonly string[], wished: string | undefined): { layer: string; remark: string | null } {
  if (layers.length === 0) throw new SourceError('no_layers', 'Het bestand bevat geen kaartlagen.')
  if (wished !== undefined) {
    const name = wished.toLowerCase()
    for (const fits of [(l: string) => l === name, (l: string) => l.startsWith(name), (l: string) => l.includes(name)]) {
      const found = layers.filter((layer) => fits(layer.toLowerCase()))
      if (found.length === 1) return { layer: found[0]!, remark: null }
    }
    throw new SourceError('layer_unknown', `Kaartlaag "${wished}" is niet gevonden of niet eenduidig. In het bestand: ${layers.slice(0, 20).join(', ')}.`)
  }
  const layer = layers.find((name) => /buurt/i.test(name)) ?? layers[0]!
  return { layer, remark: layers.length > 1 ? `Kaartlaag "${layer}" gekozen uit ${layers.slice(0, 20).join(', ')}` : null }
}
