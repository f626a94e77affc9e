'use client'
import { useSearchParams } from 'next/navigation'
import { useMemo, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import { parseParams, type ParamProblem } from '@/lib/domain/params'

export type Change<P> = { [K in keyof P]?: P[K] | undefined }

/** The query of a screen with some parameters changed: `undefined` takes one out; order stays, so that one screen has one address. */
export function withChange(query: URLSearchParams, change: Record<string, string | undefined>): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) next.delete(name)
    else next.set(name, value)
  }
  next.sort()
  // Slashes and commas are allowed in a query and keep addresses readable.
  return next.toString().replaceAll('%2F', '/')
}

/** Names that only change the looks stay out of the key of the data. */
export function withoutScreen(query: URLSearchParams, screenNames: readonly string[]): string {
  return withChange(query, Object.fromEntries(screenNames.map((name) => [name, undefined])))
}

// Next tells of a new address in a transition, a moment later; until then a radio button or slider would jump back. The browser
// knows at once, so the screen listens to it directly; Next's own value is for the server and the first paint.
const changed = new EventTarget()
function listen(tell: () => void) {
  changed.addEventListener('change', tell)
  window.addEventListener('popstate', tell)
  return () => {
    changed.removeEventListener('change', tell)
    window.removeEventListener('popstate', tell)
  }
}

/**
 * The state of a screen, which lives in the address only. `push` is for a choice (the back button undoes it), `replace` for
 * what happens along the way, such as moving the map. Next takes part in both without asking the server again.
 */
export function useAddress<S extends z.ZodObject>(schema: S): {
  query: URLSearchParams
  params: z.infer<S> | null
  problems: ParamProblem[] | null
  href: (change: Change<z.infer<S>>) => string
  go: (change: Change<z.infer<S>>, how?: 'push' | 'replace') => void
} {
  const fromServer = useSearchParams().toString()
  const search = useSyncExternalStore(listen, () => window.location.search, () => fromServer)
  return useMemo(() => {
    const query = new URLSearchParams(search)
    const parsed = parseParams(schema, query)
    const address = (from: URLSearchParams, change: object) => {
      const text = withChange(from, change as Record<string, string | undefined>)
      return text ? `?${text}` : '?'
    }
    return {
      query,
      params: parsed.params,
      problems: parsed.problems,
      href: (change) => address(query, change),
      go: (change, how = 'push') => {
        // The address of now, not of the last render: two quick changes must not undo each other.
        const now = new URLSearchParams(window.location.search)
        const to = address(now, change)
        const before = withChange(now, {})
        if (to === (before ? `?${before}` : '?')) return
        const path = to === '?' ? window.location.pathname : to
        if (how === 'push') window.history.pushState(null, '', path)
        else window.history.replaceState(null, '', path)
        changed.dispatchEvent(new Event('change'))
      },
    }
  }, [search, schema])
}
