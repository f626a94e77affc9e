import type { Metadata } from 'next'
import Link from 'next/link'
import { IconFileImport, IconListCheck, IconShieldLock, IconUsers, IconWorld } from '@/lib/ui/icons'
import { asking } from '@/lib/db/client'
import { lastImports, listLoaded } from '@/lib/db/imports/loaded'
import { listRuns, summaryOf } from '@/lib/db/imports/runs'
import { listThemes } from '@/lib/db/themes'
import { systemFor } from '@/lib/domain/identity'
import { LoadedView } from '@/lib/views/imports/loaded'
import { words as audit } from '@/lib/views/audit/words'
import { words } from '@/lib/views/imports/words'
import { words as publications } from '@/lib/views/publications/words'
import { words as users } from '@/lib/views/users/words'
import { adminAt } from './admin'

const text = words.manage
export const metadata: Metadata = { title: text.title }

export default async function ManagePage() {
  const who = await adminAt('/beheer')
  if (!who) return null
  const loaded = await asking(systemFor(who), listLoaded, { readOnly: true }) // totals; single signals are not for the administrator
  const [themes, last, runs] = await asking(who, async (tx) => [await listThemes(tx), await lastImports(tx), await listRuns(tx, 5)] as const, { readOnly: true })
  return (
    <>
      <h1>{text.title}</h1>
      <p className="quiet manage__lead">{text.lead}</p>
      <Link className="task" href="/beheer/import" prefetch={false}>
        <IconFileImport size={32} stroke={1.5} aria-hidden="true" />
        <span>
          <strong>{text.import}</strong>
          <span className="quiet small">{text.importText}</span>
        </span>
      </Link>
      <Link className="task" href="/beheer/gebruikers" prefetch={false}>
        <IconUsers size={32} stroke={1.5} aria-hidden="true" />
        <span>
          <strong>{users.title}</strong>
          <span className="quiet small">{users.short}</span>
        </span>
      </Link>
      <Link className="task" href="/beheer/publicaties" prefetch={false}>
        <IconWorld size={32} stroke={1.5} aria-hidden="true" />
        <span>
          <strong>{publications.title}</strong>
          <span className="quiet small">{publications.short}</span>
        </span>
      </Link>
      <Link className="task" href="/beheer/privacy" prefetch={false}>
        <IconShieldLock size={32} stroke={1.5} aria-hidden="true" />
        <span>
          <strong>{text.privacy}</strong>
          <span className="quiet small">{text.privacyText}</span>
        </span>
      </Link>
      <Link className="task" href="/beheer/audit" prefetch={false}>
        <IconListCheck size={32} stroke={1.5} aria-hidden="true" />
        <span>
          <strong>{audit.title}</strong>
          <span className="quiet small">{text.auditText}</span>
        </span>
      </Link>
      <LoadedView loaded={loaded} themes={{ all: themes.length, sensitive: themes.filter((t) => t.sensitive).length, delicate: themes.filter((t) => t.delicate).length }} last={last} runs={runs.map(summaryOf)} />
    </>
  )
}
