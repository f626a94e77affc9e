'use client'
import { useSyncExternalStore, type ReactNode } from 'react'

const never = () => () => {}

/**
 * Boxes that wait for the script of the page: what is typed before it has arrived (a slow phone) would be thrown away without a word, because
 * React takes boxes over with the values it knows. Disabled they can be read and not filled in, for as long as that takes.
 */
export function UntilLive({ children }: { children: ReactNode }) {
  const live = useSyncExternalStore(never, () => true, () => false)
  return (
    <fieldset className="until-live" disabled={!live}>
      {children}
    </fieldset>
  )
}
