import type { ReactNode } from 'react'

/** A message in the page. `error` is read out at once, the others politely; with `quiet` not read out (it was there from the start). */
export function Alert({ kind = 'info', title, children, action, quiet }: { kind?: 'info' | 'ok' | 'warning' | 'error'; title?: string; children?: ReactNode; action?: ReactNode; quiet?: boolean }) {
  return (
    <div className={`utrecht-alert utrecht-alert--${kind}`} role={quiet ? undefined : kind === 'error' ? 'alert' : 'status'}>
      <div className="utrecht-alert__content">
        <div className="utrecht-alert__message">
          {title && <strong>{title}</strong>}
          {children && <div>{children}</div>}
        </div>
        {action}
      </div>
    </div>
  )
}
