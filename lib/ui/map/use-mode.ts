'use client'
import { useSyncExternalStore } from 'react'
import type { Mode } from './palette'

const dark = '(prefers-color-scheme: dark)'

/** Light or dark, as the system says; light until the browser is known. */
export function useMode(): Mode {
  return useSyncExternalStore(
    (tell) => {
      const query = window.matchMedia(dark)
      query.addEventListener('change', tell)
      return () => query.removeEventListener('change', tell)
    },
    () => (window.matchMedia(dark).matches ? 'dark' : 'light'),
    () => 'light',
  )
}
