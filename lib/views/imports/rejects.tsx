import { IconDownload } from '@/lib/ui/icons'
import type { RunDetail } from '@/lib/domain/import-run'
import { ButtonLink } from '@/lib/ui/button'
import { count } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { words } from './words'

/** What is wrong: first per kind of error, then per row, with everything to download. */
export function Rejects({ detail: { run, rejects, rejectGroups, info } }: { detail: RunDetail }) {
  const text = words.rejects
  if (rejects.length === 0) return null
  return (
    <section className="block" aria-labelledby="fouten">
      <h3 id="fouten">{text.title}</h3>
      <div className="wide-last">
        <PlainTable caption={text.groupsCaption} head={text.groupHead} numeric={[0]} rows={rejectGroups.map((g) => [text.groups(count(g.n)), g.column ?? '', g.example])} />
      </div>
      <div className="step__actions">
        <ButtonLink href={`/api/v1/imports/${run.id}/rejects?format=csv`} download>
          <IconDownload size={18} aria-hidden="true" />
          {text.download}
        </ButtonLink>
      </div>
      <details>
        <summary>{text.all}</summary>
        <p className="quiet small">{info?.format === 'csv' ? text.rowHelp : text.featureHelp}</p>
        <div className="wide-last">
          <PlainTable caption={text.caption(count(rejects.length))} head={text.head} numeric={[0]} rows={rejects.map((r) => [count(r.row), r.column ?? '', r.value ?? '', r.message])} />
        </div>
      </details>
    </section>
  )
}
