'use client'
import { createContext, use, type ReactNode } from 'react'

/** What the administrator chose for maps; read from the environment on the server. */
export type MapSettings = { basemap: 'none' | 'pdok' }
const Context = createContext<MapSettings>({ basemap: 'none' })

export function MapSettingsProvider({ value, children }: { value: MapSettings; children: ReactNode }) {
  return <Context value={value}>{children}</Context>
}
export const useMapSettings = (): MapSettings => use(Context)
