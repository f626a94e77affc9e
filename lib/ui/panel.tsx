'use client'
import { useState, type ReactNode } from 'react'
import { IconChevronDown, IconChevronUp } from './icons'
import { words } from './words'

const stops = ['peek', 'half', 'full'] as const
type Stop = (typeof stops)[number]

/**
 * The panel at the right; on a phone a sheet at the bottom with three stops, moved by its two buttons (no dragging needed).
 * `open` is what the panel is about: another one brings the sheet up to half.
 */
export function Panel({ label = words.answer, open, children }: { label?: string; open: string | undefined; children: ReactNode }) {
  const [chosen, setChosen] = useState<{ stop: Stop; of: string | undefined }>({ stop: open ? 'half' : 'peek', of: open })
  const stop = chosen.of === open ? chosen.stop : open ? 'half' : 'peek'
  const at = stops.indexOf(stop)
  const move = (step: number) => setChosen({ stop: stops[Math.max(0, Math.min(2, at + step))]!, of: open })
  return (
    <section className="side" aria-label={label} data-stop={stop}>
      <div className="side__grip" role="group" aria-label={words.sheet}>
        <button type="button" className="icon-button" onClick={() => move(1)} disabled={stop === 'full'} aria-label={words.more}>
          <IconChevronUp size={22} aria-hidden="true" />
        </button>
        <span className="side__bar" aria-hidden="true" />
        <button type="button" className="icon-button" onClick={() => move(-1)} disabled={stop === 'peek'} aria-label={words.less}>
          <IconChevronDown size={22} aria-hidden="true" />
        </button>
      </div>
      <div className="side__content panel">{children}</div>
    </section>
  )
}
