'use client'
import { useEffect } from 'react'
import useSWR, { useSWRConfig } from 'swr'
import { ProblemError, readJson } from './read-json'

/**
 * The one hook for data: the address is the key. The server's first answer is used for the address it was made for; while a
 * new one loads the old one stays, and a database that is away is asked again by itself.
 */
export function useAnswer<A>(address: string | null, first?: { address: string; answer: A }) {
  const { mutate: keep } = useSWRConfig()
  // A fallback is not in the cache: back at the first address (the back button) SWR 2.5.1 would ask nothing and go on showing the answer before.
  useEffect(() => {
    if (first) void keep(first.address, (known?: A) => known ?? first.answer, { revalidate: false })
  }, [first, keep])
  const { data, error, isLoading, isValidating, mutate } = useSWR<A, ProblemError>(address, readJson, {
    fallbackData: first && first.address === address ? first.answer : undefined,
    keepPreviousData: true,
    revalidateIfStale: false,
    onErrorRetry: (problem, _key, _config, revalidate, { retryCount }) => {
      if (!problem.passing) return
      setTimeout(() => void revalidate({ retryCount }), Math.min(30_000, 3_000 * 1.5 ** Math.min(retryCount, 6)))
    },
  })
  return { answer: data, problem: error, loading: isLoading || (isValidating && error !== undefined), retry: () => void mutate() }
}
