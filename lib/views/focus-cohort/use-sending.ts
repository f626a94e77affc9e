'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ProblemError } from '@/lib/ui/read-json'

export type Told = { kind: 'ok' | 'error'; title?: string; text: string; /** something else is there now */ stale?: boolean; href?: string }

/** One thing at a time: what was done or refused, in Dutch, and which field it is about. What was typed stays. */
export function useSending() {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const send = async (work: () => Promise<Told>): Promise<void> => {
    if (busy) return
    setBusy(true)
    setWrong({})
    setTold(null)
    try {
      setTold(await work())
      router.refresh()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const { errors = [], title, status } = error.problem
      setWrong(Object.fromEntries(errors.map((e) => [e.name, e.message])))
      setTold({ kind: 'error', title, text: error.message, stale: status === 409 })
    } finally {
      setBusy(false)
    }
  }
  const again = (): void => { setTold(null); router.refresh() }
  return { busy, told, wrong, setWrong, send, again }
}
