'use client'
import useSWR from 'swr'
import { hasEnded, type RunDetail } from '@/lib/domain/import-run'
import { ProblemError, readJson } from '@/lib/ui/read-json'

const whileRunningMs = 700
const otherwiseMs = 5_000

/** A run, asked again and again while something happens with it; a server that does not answer for a moment changes nothing. */
export function useRun(id: number | null, first: RunDetail | null) {
  const { data, error, mutate } = useSWR<RunDetail, ProblemError>(id === null ? null : `/api/v1/imports/${id}`, readJson, {
    fallbackData: first && first.run.id === id ? first : undefined,
    refreshInterval: (latest) => (!latest || latest.live ? whileRunningMs : latest.orphan ? otherwiseMs : hasEnded(latest.run.status) ? 0 : otherwiseMs),
    dedupingInterval: 200,
    onErrorRetry: (problem, _key, _config, revalidate, { retryCount }) => {
      if (problem.passing) setTimeout(() => void revalidate({ retryCount }), 1_500)
    },
  })
  return { detail: data, problem: error, refresh: () => mutate() }
}
