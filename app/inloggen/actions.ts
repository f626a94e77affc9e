'use server'
import { redirect } from 'next/navigation'
import { signInDemo, signOut, signOutEverywhere, whoAsks } from '@/lib/auth/session'
import { limitedFor } from '@/lib/http/at-the-door'
import { safeReturn } from '@/lib/ui/safe-return'
import { homeOf } from './home'

/** Signs in as a demo account; a form post, so that it works without scripts. */
export async function signInAction(form: FormData): Promise<void> {
  const account = String(form.get('account') ?? '')
  if ((await limitedFor(account)) > 0) redirect('/inloggen?fout=vaak')
  const user = await signInDemo(account)
  const me = user && (await whoAsks())
  if (!me) redirect('/inloggen?fout=account')
  redirect(safeReturn(form.get('terug')) ?? homeOf(me))
}

export async function signOutAction(): Promise<void> {
  redirect((await signOut()) ?? '/inloggen?uit=1')
}

/** Ends the sessions of who asks on every device. */
export async function signOutEverywhereAction(): Promise<void> {
  const me = await whoAsks()
  redirect((me && (await signOutEverywhere(me))) ?? '/inloggen?uit=overal')
}
