'use client'
import type { Answer } from './definition'

export function ClustersView({ initial }: { initial: Answer }) {
  return <p>{initial.meta.n}</p>
}
