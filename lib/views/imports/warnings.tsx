import type { RunDetail } from '@/lib/domain/import-run'
import { Alert } from '@/lib/ui/alert'
import { words } from './words'

/** What to think about; what was only recognised stands elsewhere. */
export function Warnings({ detail: { run, info } }: { detail: RunDetail }) {
  const remarks = new Set(info?.remarks)
  const warnings = run.warnings.filter((w) => !remarks.has(w))
  if (warnings.length === 0) return null
  return (
    <Alert kind="warning" title={words.check.warnings} quiet>
      <ul>
        {warnings.map((w) => (
          <li key={w}>{w}</li>
        ))}
      </ul>
    </Alert>
  )
}
