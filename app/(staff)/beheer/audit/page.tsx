import type { Metadata } from 'next'
import { z } from 'zod'
import '@/lib/views/audit/audit.css'
import { auditHead, listAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { addDays, isDate } from '@/lib/domain/period'
import { checkAudit } from '@/lib/views/audit/load'
import { AuditView } from '@/lib/views/audit/view'
import { words } from '@/lib/views/audit/words'
import { adminAt } from '../admin'

export const metadata: Metadata = { title: words.title }

const perPage = 100
/** A form sends empty fields too, and whoever types an address may mistype it: what cannot be used is left out. */
const text = z.string().trim().min(1).max(100).optional().catch(undefined)
const date = z.string().refine(isDate).optional().catch(undefined)
const query = z.object({ actor: text, action: text, from: date, until: date, before: z.coerce.number().int().positive().optional().catch(undefined), check: z.literal('1').optional().catch(undefined) })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The audit log, for the administrator. */
export default async function AuditPage({ searchParams }: Props) {
  const who = await adminAt('/beheer/audit')
  if (!who) return null
  const { before, check, ...filter } = query.parse(await searchParams)
  const asked = { actor: filter.actor, action: filter.action, from: filter.from, to: filter.until && addDays(filter.until, 1), before, limit: perPage }
  const [lines, head] = await asking(who, async (tx) => [await listAudit(tx, asked), await auditHead(tx)] as const, { readOnly: true })
  const report = check ? await asking(who, (tx) => checkAudit(tx), { readOnly: true, deadlineMs: 30_000 }) : null
  const next = new URLSearchParams(Object.entries({ ...filter, before: String(lines.at(-1)?.seq) }).filter((e): e is [string, string] => e[1] !== undefined))
  return <AuditView filter={filter} lines={lines} head={head} older={lines.length === perPage ? `/beheer/audit?${next}` : null} report={report} />
}
