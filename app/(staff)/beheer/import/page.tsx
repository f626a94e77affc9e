import type { Metadata } from 'next'
import { detailOf } from '@/app/api/v1/imports/detail'
import { asking } from '@/lib/db/client'
import { listLoaded } from '@/lib/db/imports/loaded'
import { findRun, listRuns, summaryOf } from '@/lib/db/imports/runs'
import { listThemes } from '@/lib/db/themes'
import { systemFor } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import { words } from '@/lib/views/imports/words'
import { ImportWizard } from '@/lib/views/imports/wizard'
import { adminAt } from '../admin'

export const metadata: Metadata = { title: words.title }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The wizard. The run in the address is read here already, so that the page shows it before any script runs. */
export default async function ImportPage({ searchParams }: Props) {
  const { run: asked } = await searchParams
  const id = typeof asked === 'string' && /^\d{1,15}$/.test(asked) ? Number(asked) : null
  const who = await adminAt(id === null ? '/beheer/import' : `/beheer/import?run=${id}`)
  if (!who) return null
  const loaded = await asking(systemFor(who), listLoaded, { readOnly: true }) // totals; single signals are not for the administrator
  const [themes, runs, row] = await asking(who, async (tx) => [await listThemes(tx), await listRuns(tx, 100), id === null ? null : await findRun(tx, id)] as const, { readOnly: true })
  const detail = row && (await detailOf(who, row))
  return (
    <>
      <nav className="crumbs small" aria-label={words.manage.title}>
        <a href="/beheer">{words.manage.title}</a>
      </nav>
      <h1>{words.title}</h1>
      <p className="quiet manage__lead">{words.lead}</p>
      <ImportWizard
        initial={{
          choices: {
            gemeenten: loaded.filter((g) => g.years.length > 0).map(({ code, name, years }) => ({ code, name, years: years.map((y) => y.year) })),
            themes: themes.map(({ slug, label }) => ({ slug, label })),
            thisYear: Number(dateInAmsterdam(new Date()).slice(0, 4)),
          },
          runs: runs.map(summaryOf),
          detail,
        }}
      />
    </>
  )
}
