import { roleLabel, type Role } from '@/lib/domain/identity'
import type { Register } from '@/lib/domain/register'
import { longMoment, shortMoment } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import type { HistoryItem } from './shapes'
import { words } from './words'

const text = words.record

/** A role in Dutch, or the name of an organisation or source as it is; never a person. */
export const whoText = (by: string | null): string => (by === null ? text.someone : (roleLabel[by as Role] ?? by))

/** What happened, newest first: when, by which role, and from what to what. */
export function History({ entries, register: _ }: { entries: readonly HistoryItem[]; register: Register }) {
  if (entries.length === 0) return <p className="quiet">{text.historyEmpty}</p>
  return (
    <PlainTable
      caption={text.history}
      hideCaption
      head={[...text.historyHead]}
      rows={entries.map((entry) => [
        <time key="at" className="nowrap" dateTime={entry.at} title={longMoment(entry.at)}>
          {shortMoment(entry.at)}
        </time>,
        whoText(entry.by),
        <div key="what">
          {entry.changes.length === 0 || entry.action !== 'update' ? (
            (text.historyActions[entry.action] ?? entry.action)
          ) : (
            <ul className="changes">
              {entry.changes.map((change) => (
                <li key={change.field}>
                  {change.label}: <del>{change.beforeText || text.nothing}</del> <span aria-hidden="true">→</span> <ins>{change.afterText || text.nothing}</ins>
                </li>
              ))}
            </ul>
          )}
        </div>,
      ])}
    />
  )
}
