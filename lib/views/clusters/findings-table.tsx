import { expectedText, labelText, observedText } from '@/lib/ui/finding-text'
import { rate } from '@/lib/ui/format'
import { periodText } from '@/lib/ui/spoken'
import { PlainTable } from '@/lib/ui/table'
import type { Answer } from './definition'
import type { Opening } from './finding-list'
import { words } from './finding-words'
import { words as shared } from './words'

/** All findings with the numbers of the map. */
export function FindingsTable({ answer: { findings }, href, onOpen }: Opening & { answer: Answer }) {
  if (findings.length === 0) return null
  const head = words.columns
  return (
    <div className="findings-table">
      <PlainTable
        caption={words.table(findings.length)}
        head={[head.name, head.label, head.theme, head.observed, head.expected, head.times, head.buurten, head.period]}
        numeric={[3, 4, 5]}
        rows={findings.map((f) => [
          <a
            key="name"
            className="utrecht-link"
            href={href(f.id)}
            onClick={(e) => {
              if (e.metaKey || e.ctrlKey || e.shiftKey) return
              e.preventDefault()
              onOpen(f.id)
            }}
          >
            {f.name}
          </a>,
          labelText(f),
          f.theme.label,
          observedText(f),
          expectedText(f),
          f.ratio ? words.interval(rate(f.ratio.value), rate(f.ratio.low), rate(f.ratio.high)) : shared.none,
          f.buurten.map((b) => b.name).join(', '),
          periodText(f),
        ])}
      />
    </div>
  )
}
