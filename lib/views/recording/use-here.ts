'use client'
import { useState } from 'react'
import { words } from './words'

export type Here = { lon: number; lat: number; accuracyM: number }

/** The place of the device, once, when it is asked for. */
export function useHere(found: (here: Here) => void) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const look = () => {
    if (!('geolocation' in navigator)) return setProblem(words.geo.unknown)
    setBusy(true)
    setProblem(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setBusy(false)
        found({ lon: coords.longitude, lat: coords.latitude, accuracyM: Math.max(1, Math.round(coords.accuracy)) })
      },
      (error) => {
        setBusy(false)
        setProblem(error.code === error.PERMISSION_DENIED ? words.geo.denied : words.geo.failed)
      },
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 0 },
    )
  }
  return { busy, problem, look }
}
