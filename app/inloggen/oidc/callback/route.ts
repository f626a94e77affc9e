import { endSignIn } from '@/lib/auth/oidc'
import { signInRecognised } from '@/lib/auth/session'
import { log } from '@/lib/http/log'
import { safeReturn } from '@/lib/ui/safe-return'
import { signInStep } from '../answer'
import { seeOther } from '../see-other'
import { takeTransaction } from '../transaction'

/** Back from the provider: checks the answer, finds or makes the user, starts a session. */
export function GET(request: Request): Promise<Response> {
  return signInStep(async (settings) => {
    const { person, back } = await endSignIn(settings, new URL(request.url).searchParams, await takeTransaction())
    const outcome = await signInRecognised(person)
    if (outcome === 'signed_in') return seeOther(safeReturn(back) ?? '/inloggen')
    log.warn({ reason: outcome }, 'sign-in refused')
    return seeOther('/inloggen/geen-toegang')
  })
}
