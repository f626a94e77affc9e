'use client'
import { useState } from 'react'
import type { z } from 'zod'
import { useAddress, withChange, withoutScreen } from './use-address'
import { useAnswer } from './use-answer'

type Given<S extends z.ZodObject, A> = {
  /** where the answer is asked */
  api: string
  schema: S
  /** what the server made for the address that the reader opened */
  initial: A
  /** parameters of the screen that ask nothing anew */
  screen?: readonly string[]
  /** false: the reader may not have more than `initial` */
  asks?: boolean
}

/**
 * The state of a view: what is in the address, and the answer to it. While another is asked the old one stands.
 * @returns `current` is undefined as long as there is no answer to this address; `csv` gives the address of its rows as a file
 */
export function useView<S extends z.ZodObject, A extends { params: z.infer<S> }>({ api, schema, initial, screen = ['sort', 'map'], asks = true }: Given<S, A>) {
  const { query, params, href, go } = useAddress(schema)
  const at = (text: string): string => (text ? `${api}?${text}` : api)
  const [first] = useState(() => ({ address: at(withoutScreen(new URLSearchParams(initial.params as Record<string, string>), screen)), answer: initial }))
  const { answer: current, problem, retry } = useAnswer<A>(params && asks ? at(withoutScreen(query, screen)) : null, first)
  const csv = (part?: string): string => at(withChange(query, { format: 'csv', ...(part && { part }) }))
  return { params: params ?? initial.params, answer: current ?? initial, current, problem, retry, href, go, csv }
}
