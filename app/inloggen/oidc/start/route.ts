import { beginSignIn } from '@/lib/auth/oidc'
import { safeReturn } from '@/lib/ui/safe-return'
import { signInStep } from '../answer'
import { seeOther } from '../see-other'
import { keepTransaction } from '../transaction'

/** To the provider of the gemeente, and remembers where the person wanted to be (only an address of this app). */
export function GET(request: Request): Promise<Response> {
  return signInStep(async (settings) => {
    const { url, transaction } = await beginSignIn(settings, safeReturn(new URL(request.url).searchParams.get('terug')))
    await keepTransaction(transaction)
    return seeOther(url.href)
  })
}
