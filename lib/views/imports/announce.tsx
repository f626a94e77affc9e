'use client'
import { useEffect, useState } from 'react'

const everyMs = 8_000

/** Reads progress out for screen readers, not more often than one can listen to. */
export function Announce({ text }: { text: string }) {
  const [said, setSaid] = useState({ text, at: 0 })
  useEffect(() => {
    const wait = Math.max(0, said.at + everyMs - Date.now())
    const timer = setTimeout(() => setSaid((was) => (was.text === text ? was : { text, at: Date.now() })), wait)
    return () => clearTimeout(timer)
  }, [text, said])
  return (
    <p role="status" className="visually-hidden">
      {said.text}
    </p>
  )
}
