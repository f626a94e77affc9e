'use client'
import { useCallback, useMemo, useSyncExternalStore } from 'react'

/**
 * Text kept by the browser for this tab, so that a lost connection or a reload loses nothing; it goes when the tab closes. Where the browser keeps
 * nothing (full, or switched off) it lives in memory only.
 */
const memory = new Map<string, string | null>()
const tellers = new Set<() => void>()

function readKept(key: string): string | null {
  if (memory.has(key)) return memory.get(key)!
  try {
    return window.sessionStorage.getItem(key)
  } catch {
    return null
  }
}

export function keep(key: string, text: string | null): void {
  memory.set(key, text)
  try {
    if (text === null) window.sessionStorage.removeItem(key)
    else window.sessionStorage.setItem(key, text)
  } catch {
    // In memory it is kept already.
  }
  for (const tell of tellers) tell()
}

const listen = (tell: () => void) => {
  tellers.add(tell)
  return () => void tellers.delete(tell)
}
const nothing = () => null

/** The text under a key; null on the server and when there is none. */
export const useKept = (key: string): string | null => useSyncExternalStore(listen, () => readKept(key), nothing)

/** A value of the form that outlives a reload; `start` until something was kept. `clear` forgets it. */
export function useDraft<T>(key: string, start: T): { value: T; kept: boolean; set: (change: (was: T) => T) => void; clear: () => void } {
  const text = useKept(key)
  const value = useMemo(() => parse<T>(text) ?? start, [text, start])
  // The value of now, not of the last render: two quick changes must not undo each other.
  const set = useCallback((change: (was: T) => T) => keep(key, JSON.stringify(change(parse<T>(readKept(key)) ?? start))), [key, start])
  const clear = useCallback(() => keep(key, null), [key])
  return { value, kept: text !== null, set, clear }
}

function parse<T>(text: string | null): T | null {
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}
