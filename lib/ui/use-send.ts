'use client'
import { useState } from 'react'
import { ProblemError } from './read-json'

/** Sends a change, one at a time. @returns whether it is busy, what was refused (in Dutch), and `send`, which tells whether it went through */
export function useSend() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setProblem(null)
    try {
      await work()
      return true
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setProblem(error.problem.errors?.map((e) => e.message).join(' ') || error.message)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, setProblem, send }
}
