'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { FeatureCollection } from 'geojson'
import { Alert } from '../alert'
import { words } from '../words'
import type { Bounds, PreviewTip } from './preview-canvas'
import { useMode } from './use-mode'

const Canvas = dynamic(() => import('./preview-canvas').then((m) => m.PreviewCanvas), { ssr: false })

/**
 * A small map of shapes that are not loaded yet: areas and points, what is rejected in another look, over areas that are known
 * already. For looking only; whatever it shows must also stand in words or a table beside it.
 */
export function PreviewMap(props: { label: string; features: FeatureCollection; context?: FeatureCollection; backdrop?: FeatureCollection; bounds: Bounds; attribution: string; tipOf: (properties: Record<string, unknown>) => PreviewTip | null; onPick?: (lon: number, lat: number) => void; onCentre?: (lon: number, lat: number) => void }) {
  const mode = useMode()
  const [failed, setFailed] = useState(false)
  if (failed) return <Alert>{words.noWebgl}</Alert>
  return (
    <div className="preview-map">
      <Canvas {...props} mode={mode} onFailure={() => setFailed(true)} />
    </div>
  )
}
