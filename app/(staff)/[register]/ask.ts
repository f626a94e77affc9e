import 'server-only'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import type { Me } from '@/lib/db/people'
import type { Register } from '@/lib/domain/register'
import { mayRead } from '@/lib/domain/register-rights'
import { registerBySlug } from '@/lib/domain/registers'
import { words } from '@/lib/ui/words'
import { me } from '../me'

export type Params<P extends object = object> = Promise<{ register: string } & P>

/** The title of a page of a register; of any other word that of a page that does not exist. */
export const titleAt = (slug: string): Metadata => ({ title: registerBySlug(slug)?.title ?? words.pages.notFound.title })

/** A number of ours in an address; null for anything else. */
export const idIn = (value: string): number | null => (/^[1-9]\d{0,14}$/.test(value) ? Number(value) : null)

/**
 * The register of an address and who asks. Any other word is a page that does not exist, also for who is not signed in; who is not signed in goes there
 * first. `me` is null for a role that does not read this register.
 */
export async function registerAt(slug: string, here: string): Promise<{ register: Register; me: Me | null; role: Me['role'] }> {
  const register = registerBySlug(slug)
  if (!register) notFound()
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(here)}`)
  return { register, me: mayRead(register.id, who.role) ? who : null, role: who.role }
}
