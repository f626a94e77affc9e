'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { FeatureCollection } from 'geojson'
import { Alert } from '../alert'
import { words } from '../words'
import { useCanDraw } from './can-draw'
import type { Bounds, PreviewTip } from './preview-canvas'
import { useMode } from './use-mode'

type PickHandler = (at: { lon: number; lat: number }, what: Record<string, unknown>[]) => void
const Canvas = dynamic(() => import('./preview-canvas').then((m) => m.PreviewCanvas), { ssr: false })

/**
 * A small map of shapes: areas and points, what is rejected in another look, over areas that are known already. Points with `marker: true` are larger.
 * Whatever it shows must also stand in words or a table beside it, and what a click does (`onPick`) must be possible without the map.
 */
export function PreviewMap(props: { label: string; features: FeatureCollection; context?: FeatureCollection; backdrop?: FeatureCollection; bounds: Bounds; attribution: string; tipOf: (properties: Record<string, unknown>) => PreviewTip | null; onPick?: PickHandler; onCentre?: (at: { lon: number; lat: number }) => void; highlight?: number | string | null }) {
  const mode = useMode()
  const [failed, setFailed] = useState(false)
  const canDraw = useCanDraw()
  if (failed || !canDraw) return <Alert>{words.noWebgl}</Alert>
  return (
    <div className="preview-map">
      <Canvas {...props} mode={mode} onFailure={() => setFailed(true)} />
    </div>
  )
}
