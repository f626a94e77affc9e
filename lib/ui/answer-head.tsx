'use client'
import { useEffect, useRef, type ReactNode } from 'react'
import { IconDownload, IconX } from './icons'
import { Badge } from './badge'
import { ButtonLink } from './button'
import { words } from './words'

/**
 * The head of a panel: what it is about, and the way to close it.
 * @param over the small line above the name; `focusOn` what the reader opened with the keyboard: then the name takes the focus
 */
export function AnswerHead({ over, badge, title, close, focusOn, children }: { over?: ReactNode; badge?: string | false; title: ReactNode; close: { href: string; label?: string; onClose: () => void } | null; focusOn: string | false | undefined; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focusOn) heading.current?.focus()
  }, [focusOn])
  return (
    <header className="answer">
      {(over || badge) && (
        <div className="answer__top">
          <p className="quiet small">{over}</p>
          {badge && <Badge>{badge}</Badge>}
        </div>
      )}
      <div className="answer__title">
        <h2 ref={heading} tabIndex={-1}>{title}</h2>
        {close && (
          <a className="icon-button" href={close.href} aria-label={close.label ?? words.closeBuurt} onClick={(e) => { e.preventDefault(); close.onClose() }}>
            <IconX size={22} aria-hidden="true" />
          </a>
        )}
      </div>
      {children}
    </header>
  )
}

/** The same rows as a file. */
export function Download({ href, children = words.download }: { href: string; children?: string }) {
  return (
    <ButtonLink href={href} download>
      <IconDownload size={18} aria-hidden="true" /> {children}
    </ButtonLink>
  )
}
