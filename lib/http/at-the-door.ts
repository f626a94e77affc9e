import 'server-only'
import { headers } from 'next/headers'
import { requestHeader } from '@/lib/domain/request-header.mjs'
import type { makeDoor } from './door/door.mjs'

/** Set by the web server (lib/commands/serve.mjs), which runs in this process. */
declare global {
  var buurtfocusDoor: ReturnType<typeof makeDoor> | undefined
}

/** Says at the door whose request this is, so that the limit of that user counts for the next ones. */
export async function tellDoor(account: string): Promise<void> {
  const number = await numberOfRequest()
  if (number !== null) globalThis.buurtfocusDoor?.signedIn(number, account)
}

/** Counts an attempt to sign in; 0, or the seconds to wait. For forms; routes of the API use `limitSignIn`. */
export async function limitedFor(account: string): Promise<number> {
  const number = await numberOfRequest()
  return number === null ? 0 : (globalThis.buurtfocusDoor?.trySignIn(number, account) ?? 0)
}

const numberOfRequest = async (): Promise<string | null> => (await headers()).get(requestHeader)
