'use client'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
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
  const searchParams = useSearchParams()
  return useMemo(() => {
    const query = new URLSearchParams(searchParams)
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
      },
    }
  }, [searchParams, schema])
}
