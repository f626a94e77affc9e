'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ProblemError } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'
import { words } from './words'

type Register = 'measures' | 'participation' | 'focus-periods'
export type Told = { kind: 'ok' | 'error'; text: string; undo?: { register: Register; change: string } }
type Saved = { change: string } | null
export type Change = { register: Register; method: 'POST' | 'PATCH' | 'DELETE'; id?: number; version?: number; body?: object; told: string }

/** Changes of a plan through the API of the registers: one at a time; what was done can be undone, also after a removal. */
export function useChange() {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told | null>(null)

  async function run(work: () => Promise<Told>): Promise<boolean> {
    if (busy) return false
    setBusy(true)
    try {
      setTold(await work())
      router.refresh()
      return true
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setTold({ kind: 'error', text: [error.message, ...(error.problem.errors ?? []).map((e) => e.message).filter((m) => !error.message.includes(m))].join(' ') })
      return false
    } finally {
      setBusy(false)
    }
  }

  const change = ({ register, method, id, version, body, told: text }: Change): Promise<boolean> =>
    run(async () => {
      const at = `/api/v1/${register}${id === undefined ? '' : `/${id}`}`
      if (method === 'DELETE') return { kind: 'ok', text, undo: { register, change: await removed(`${at}?version=${version}`) } }
      const saved = await sendJson<Saved>(method, at, { ...body, ...(method === 'PATCH' && { version }) })
      return { kind: 'ok', text, ...(saved && { undo: { register, change: saved.change } }) }
    })
  const undo = (): Promise<boolean> =>
    run(async () => {
      await sendJson('POST', `/api/v1/${told!.undo!.register}/changes/${told!.undo!.change}/undo`)
      return { kind: 'ok', text: words.undone }
    })
  return { busy, told, change, undo }
}

/** The name of the change stands in a header of an empty answer. @throws {ProblemError} */
async function removed(address: string): Promise<string> {
  const response = await fetch(address, { method: 'DELETE' }).catch(() => null)
  const name = response?.ok ? response.headers.get('Change') : null
  if (name) return name
  const problem = (await response?.json().catch(() => null)) as { status: number; title: string; detail: string } | null
  throw new ProblemError(problem?.detail ? problem : { status: response?.status ?? 0, title: words.remove, detail: words.notRemoved }, !response || response.status >= 502)
}
