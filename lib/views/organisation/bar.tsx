import type { Rungs, Told } from '@/lib/analysis/ladder'
import { hoursText, ladderSentence, words } from './words'

const text = words.ladder

/**
 * The rungs of one line: from left to right what was seen, delivered, planned, and up to where the agreement goes. Widths are attributes, not styles (the
 * content policy); the numbers stand beside it in words.
 */
function LadderBar({ name, told }: { name: string; told: Rungs }) {
  const whole = Math.max(told.agreed, told.planned, 1)
  const at = (hours: number): string => `${(hours / whole) * 100}%`
  const parts = [['seen', 0, told.seen], ['delivered', told.seen, told.delivered], ['planned', told.delivered, told.planned]] as const
  const said = (['seen', 'delivered', 'planned', 'agreed'] as const).map((r) => `${text.rungs[r]}: ${hoursText(told[r])}`).join(', ')
  return (
    <svg className="ladder-bar" width="100%" height="18" role="img" aria-label={`${text.barLabel(name)}. ${said}`}>
      <rect className="ladder-bar__ground" width="100%" height="18" rx="4" />
      {parts.map(([rung, from, to]) => to > from && <rect key={rung} className={`ladder-bar__${rung}`} x={at(from)} width={at(to - from)} height="18" />)}
      {told.agreed > 0 && told.agreed < whole && <rect className="ladder-bar__agreed" x={at(told.agreed)} width="3" height="18" />}
    </svg>
  )
}

/** What the colours of the bars mean, each in words. */
export function LadderKey() {
  return (
    <ul className="ladder-key small">
      {(['seen', 'delivered', 'planned'] as const).map((rung) => (
        <li key={rung}>
          <svg width="18" height="12" aria-hidden="true">
            <rect className={`ladder-bar__${rung}`} width="18" height="12" rx="3" />
          </svg>
          {text.rungs[rung]}
        </li>
      ))}
      <li>
        <svg width="18" height="12" aria-hidden="true">
          <rect className="ladder-bar__ground" x="0.5" y="0.5" width="17" height="11" rx="3" />
        </svg>
        {text.rest}
      </li>
    </ul>
  )
}

/** Sentence, bar and freshness of one line or of the sum. */
export function LadderLine({ name, note, told, on, children }: { name: string; note?: string; told: Told; on: string; children?: React.ReactNode }) {
  return (
    <div className="ladder-line">
      <div className="ladder-line__name">
        <strong>{name}</strong>
        {note && <span className="quiet small">{note}</span>}
      </div>
      <LadderBar name={name} told={told} />
      <div className="ladder-line__said">
        <span>
          {ladderSentence(told, on)}
          {told.freshness === 'stale' && <span className="ladder-line__stale"> {text.freshNote}</span>}
        </span>
        {children}
      </div>
    </div>
  )
}
