import 'server-only'
import { SignInRefused } from '@/lib/auth/oidc'
import { oidcSettings, type OidcSettings } from '@/lib/auth/settings'
import { log } from '@/lib/http/log'
import { seeOther } from './see-other'

/** Runs one step of a sign-in; whatever goes wrong there becomes a sentence on the sign-in page, and a word in the log. */
export async function signInStep(work: (settings: OidcSettings) => Promise<Response>): Promise<Response> {
  const settings = oidcSettings()
  if (!settings) return seeOther('/inloggen')
  try {
    return await work(settings)
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error
    log.warn({ reason: error.reason, code: error.code }, 'sign-in refused')
    return seeOther(`/inloggen?fout=${error.reason}`)
  }
}
