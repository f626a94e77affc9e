import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import { planCopy } from '@/lib/db/agreement-copy'
import { asking } from '@/lib/db/client'
import { homeGemeente } from '@/lib/db/registers/list'
import { dateInAmsterdam } from '@/lib/domain/period'
import { Alert } from '@/lib/ui/alert'
import { CopyAgreements } from '@/lib/views/copying/view'
import { words } from '@/lib/views/copying/words'
import { me } from '../../me'

export const metadata: Metadata = { title: words.title }

/** "Neem 2026 over naar 2027": the preview is the page, so it works as a link and without scripts. */
export default async function CopyPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams
  const who = await me()
  if (!who) redirect('/inloggen?terug=/afspraken/overnemen')
  const thisYear = Number(dateInAmsterdam(new Date()).slice(0, 4))
  const year = (name: string, other: number): number => (typeof query[name] === 'string' && /^(20\d{2}|2100)$/.test(query[name]) ? Number(query[name]) : other)
  const from = year('from', thisYear)
  const to = year('to', from + 1)
  const may = ['planner', 'adviser', 'admin'].includes(who.role)
  const found = may && from !== to ? await asking(who, async (tx) => {
    const gemeente = typeof query.gemeente === 'string' ? query.gemeente : await homeGemeente(tx, who)
    return gemeente ? { gemeente, plan: await planCopy(tx, { gemeente, from, to }) } : null
  }, { readOnly: true }) : null
  return (
    <div className="register">
      <nav className="crumbs small" aria-label={words.crumb}>
        <Link href="/afspraken" prefetch={false}>
          {words.crumb}
        </Link>
      </nav>
      <h1>{words.title}</h1>
      {!may ? <Alert kind="warning" quiet>{words.notForYou}</Alert> : (
        <>
          <p className="register__lead">{words.lead(from, to)}</p>
          {from === to && <Alert kind="warning" quiet>{words.wrongYears}</Alert>}
          <CopyAgreements key={`${from} ${to}`} plan={found?.plan ?? []} from={from} to={to} gemeente={found?.gemeente ?? ''} />
        </>
      )}
    </div>
  )
}
