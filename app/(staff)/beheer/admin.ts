import 'server-only'
import { redirect } from 'next/navigation'
import type { Me } from '@/lib/db/people'
import { me } from '../me'

/** The administrator who asks; null for another role (the layout says why). Whoever is not signed in goes there first. */
export async function adminAt(address: string): Promise<Me | null> {
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(address)}`)
  return who.role === 'admin' ? who : null
}
