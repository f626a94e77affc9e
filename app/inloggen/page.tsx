import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { isDemo, whoAsks } from '@/lib/auth/session'
import { oidcSettings } from '@/lib/auth/settings'
import { asking } from '@/lib/db/client'
import { listDemoAccounts } from '@/lib/db/people'
import { anonymous, roleLabel } from '@/lib/domain/identity'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { ButtonLink } from '@/lib/ui/button'
import { safeReturn } from '@/lib/ui/safe-return'
import { SiteFooter, SiteHeader } from '@/lib/ui/site'
import { words } from '@/lib/ui/words'
import { signInAction } from './actions'
import { homeOf } from './home'

const { signInPage: text } = words.pages
export const metadata: Metadata = { title: text.title }

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { terug, fout, uit } = await searchParams
  const back = safeReturn(terug)
  const me = await whoAsks()
  if (me) redirect(back ?? homeOf(me))
  const withProvider = oidcSettings() !== null
  const accounts = isDemo() ? await asking(anonymous, listDemoAccounts, { readOnly: true }) : []
  return (
    <>
      <SiteHeader />
      <main className="page" id="inhoud" tabIndex={-1}>
        <h1>{text.title}</h1>
        {typeof uit === 'string' && text.signedOut[uit] && <Alert kind="ok">{text.signedOut[uit]}</Alert>}
        {typeof fout === 'string' && text.refused[fout] && <Alert kind="error">{text.refused[fout]}</Alert>}
        {withProvider && (
          <>
            <p className="lead">{text.provider}</p>
            <p>
              <ButtonLink look="primary" href={back ? `/inloggen/oidc/start?terug=${encodeURIComponent(back)}` : '/inloggen/oidc/start'}>
                {text.providerButton}
              </ButtonLink>
            </p>
          </>
        )}
        {!isDemo() && !withProvider && <p className="lead">{text.notConfigured}</p>}
        {isDemo() && (
          <>
            <p className="lead">{text.demo}</p>
            {fout === 'account' && <Alert kind="error">{text.unknownAccount}</Alert>}
            {accounts.length === 0 && <Alert>{text.noAccounts}</Alert>}
            <form action={signInAction}>
              {back && <input type="hidden" name="terug" value={back} />}
              <ul className="accounts">
                {accounts.map((a) => (
                  <li key={a.account}>
                    <button className="account" type="submit" name="account" value={a.account}>
                      <span className="account__name">{a.name}</span>
                      <span className="quiet small">{text.roles[a.role] ?? roleLabel[a.role]}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </form>
            <p className="small quiet">
              <Badge>{words.demo}</Badge> {text.demoNote}
            </p>
          </>
        )}
      </main>
      <SiteFooter />
    </>
  )
}
