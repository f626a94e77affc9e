import type { Metadata } from 'next'
import '@/lib/views/users/users.css'
import { oidcSettings } from '@/lib/auth/settings'
import { listClaimRules } from '@/lib/db/claim-rules'
import { asking } from '@/lib/db/client'
import { listAllWerkgebieden, listTeams } from '@/lib/db/users'
import { Outcome } from '@/lib/views/users/outcome'
import { Rules } from '@/lib/views/users/rules'
import { words } from '@/lib/views/users/words'
import { adminAt } from '../../admin'
import { removeRuleAction, saveRuleAction } from '../actions'
import type { Query } from '../../../query'
import { idIn, outcomeOf } from '../query'

export const metadata: Metadata = { title: words.rules.title }

export default async function RulesPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams
  const who = await adminAt('/beheer/gebruikers/regels')
  if (!who) return null
  const [rules, teams, werkgebieden] = await asking(who, async (tx) => [await listClaimRules(tx), await listTeams(tx), await listAllWerkgebieden(tx)] as const, { readOnly: true })
  const settings = oidcSettings()
  const chosen = idIn(query.regel)
  return (
    <>
      <nav className="crumbs small" aria-label={words.title}>
        <a href="/beheer/gebruikers">{words.title}</a>
      </nav>
      <h1>{words.rules.title}</h1>
      <p className="quiet manage__lead">{words.rules.lead}</p>
      <Outcome {...outcomeOf(query)} />
      <Rules
        rules={rules}
        edited={rules.find((r) => r.id === chosen) ?? null}
        teams={teams}
        werkgebieden={werkgebieden}
        provider={settings !== null}
        admin={settings?.adminClaim ?? null}
        save={saveRuleAction}
        remove={removeRuleAction}
      />
    </>
  )
}
