import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { z } from 'zod'
import type { recordedSignal } from '@/lib/domain/signal'

/**
 * What waits on this device: signals that were not sent yet, and the choices of the form for when there is no connection. Both belong to one
 * account and go when that account signs out.
 */
export type Waiting = {
  sourceId: string
  /** account of who recorded it; sent in no other name */
  account: string
  /** moment, ISO */
  at: string
  body: z.input<typeof recordedSignal>
  /** as the list on the screen names it */
  title: string
  place: string
  /** why the server refused it, in Dutch; null while it waits */
  refused: string | null
}

/** The choices of the form, kept for when there is no connection. */
export type Lists = {
  account: string
  gemeente: { code: string; name: string }
  themes: { slug: string; label: string; sensitive: boolean }[]
  buurten: { code: string; name: string }[]
  /** names of the own werkgebieden, when only those may be recorded in */
  only: string[] | null
}

interface Schema extends DBSchema {
  waiting: { key: string; value: Waiting }
  kept: { key: 'lists'; value: Lists }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

/** @throws when this browser keeps nothing (a private window, or switched off) */
function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('buurtfocus', 1, {
    upgrade(db) {
      db.createObjectStore('waiting', { keyPath: 'sourceId' })
      db.createObjectStore('kept')
    },
    terminated: () => (opened = undefined),
  })
  opened.catch(() => (opened = undefined))
  return opened
}

/** Oldest first. */
export const listWaiting = async (): Promise<Waiting[]> => (await (await open()).getAll('waiting')).sort((a, b) => a.at.localeCompare(b.at))
export const putWaiting = async (item: Waiting): Promise<void> => void (await (await open()).put('waiting', item))
export const removeWaiting = async (sourceId: string): Promise<void> => (await open()).delete('waiting', sourceId)

/** Writes down a refusal, unless the item was taken back meanwhile. */
export async function refuseWaiting(sourceId: string, refused: string): Promise<void> {
  const tx = (await open()).transaction('waiting', 'readwrite')
  const item = await tx.store.get(sourceId)
  if (item) await tx.store.put({ ...item, refused })
  await tx.done
}

export const keepLists = async (lists: Lists): Promise<void> => void (await (await open()).put('kept', lists, 'lists'))
export const keptLists = async (): Promise<Lists | null> => (await (await open()).get('kept', 'lists')) ?? null

/** Somebody else signed in on this device: their form starts with their own choices. */
export async function forgetListsOfOthers(account: string): Promise<void> {
  const lists = await keptLists()
  if (lists && lists.account !== account) await (await open()).delete('kept', 'lists')
}

/** Takes everything off this device. */
export async function clearDevice(): Promise<void> {
  const tx = (await open()).transaction(['waiting', 'kept'], 'readwrite')
  await Promise.all([tx.objectStore('waiting').clear(), tx.objectStore('kept').clear(), tx.done])
}
