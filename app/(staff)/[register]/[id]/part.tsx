import 'server-only'
import type { ReactNode } from 'react'
import type { Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import type { Register } from '@/lib/domain/register'
import { loadLadder, loadOrganisation } from '@/lib/views/organisation/load'
import { OrganisationPart } from '@/lib/views/organisation/part'
import { AgreementLadder } from '@/lib/views/organisation/agreement'
import { InitiativeSteps } from '@/lib/views/registers/initiative-steps'
import { loadForm, type RecordAnswer } from '@/lib/views/registers/load'

/** What the page of one record has besides what every register has: `top` over the fields, `under` below them. */
export async function partOf(tx: Tx, register: Register, { item, today }: RecordAnswer, me: Me, year: number | undefined): Promise<{ top?: ReactNode; under?: ReactNode }> {
  const now = new Date()
  const reader = { ...me, home: me.scopes[0]?.gemeente }
  switch (register.id) {
    case 'organisations': {
      const answer = await loadOrganisation(tx, { id: item.id, year }, now, reader)
      return { under: answer && <OrganisationPart answer={answer} here={`/${register.slug}/${item.id}`} mayConfirm={me.role !== 'college'} /> }
    }
    case 'agreements': {
      const answer = await loadLadder(tx, { organisation: Number(item.organisation), year: Number(item.year) }, now, reader)
      return { under: answer && item.status !== 'concept' && <AgreementLadder answer={answer} agreement={item.id} mayConfirm={me.role !== 'college'} /> }
    }
    case 'initiatives': {
      const form = await loadForm(tx, register, item.id, undefined, me, now)
      return form && form !== 'no-boundaries' ? { top: <InitiativeSteps item={item} choices={form.choices} today={today} mor={process.env.MOR_URL || null} /> } : {}
    }
    default:
      return {}
  }
}
