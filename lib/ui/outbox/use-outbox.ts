'use client'
import { useCallback, useEffect, useState } from 'react'
import { onChanged, sendWaiting, syncTag, tellChanged, type Outcome } from './send'
import { listWaiting, putWaiting, removeWaiting, type Waiting } from './store'

export type Sent = { item: Waiting; answer: unknown }

/** What waits on this device, kept up to date over tabs and the service worker, and sent when there is a connection. */
export function useOutbox() {
  const [items, setItems] = useState<Waiting[] | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [sending, setSending] = useState(false)

  const look = useCallback(() => {
    listWaiting().then(setItems, () => setItems([])) // a browser that keeps nothing has nothing waiting
  }, [])

  const send = useCallback(async (): Promise<{ outcome: Outcome; sent: Sent[] }> => {
    const sent: Sent[] = []
    setSending(true)
    try {
      const ended = await sendWaiting((item, answer) => void sent.push({ item, answer }))
      if (ended === 'offline') void askForSync()
      setOutcome(ended)
      return { outcome: ended, sent }
    } finally {
      setSending(false)
      look()
    }
  }, [look])

  useEffect(() => {
    look()
    return onChanged(look)
  }, [look])

  useEffect(() => {
    const again = () => {
      if (document.visibilityState === 'visible') send().catch(() => {})
    }
    again()
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [send])

  // A server that was away says nothing when it is back: look now and then while something waits.
  const waits = items?.some((item) => item.refused === null) ?? false
  useEffect(() => {
    if (!waits || outcome !== 'offline') return
    const timer = setInterval(() => navigator.onLine && send().catch(() => {}), 15_000)
    return () => clearInterval(timer)
  }, [waits, outcome, send])

  return {
    /** null until the device was looked at */
    items,
    outcome,
    sending,
    send,
    /** @throws when this browser keeps nothing */
    add: useCallback(async (item: Waiting) => {
      await putWaiting(item)
      tellChanged()
      look()
    }, [look]),
    remove: useCallback(async (sourceId: string) => {
      await removeWaiting(sourceId)
      tellChanged()
      look()
    }, [look]),
  }
}

/** Asks the browser to wake the service worker when the connection is back, where it can. */
async function askForSync(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration('/opnemen')) as (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }) | undefined
    await registration?.sync?.register(syncTag)
  } catch {
    // not allowed or not there: the page sends when it sees the connection
  }
}
