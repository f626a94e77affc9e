import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'

type Look = { look?: 'primary' | 'secondary' | 'subtle' | 'danger' }
const classOf = (look: Look['look'], extra?: string): string =>
  ['utrecht-button', look === 'danger' ? 'utrecht-button--primary-action utrecht-button--danger' : look === 'subtle' ? 'utrecht-button--subtle' : `utrecht-button--${look ?? 'secondary'}-action`, extra].filter(Boolean).join(' ')

export function Button({ look, className, type = 'button', ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={classOf(look, className)} {...rest} />
}

/** A link that looks like a button: it goes somewhere, so it stays a link. */
export function ButtonLink({ look, className, ...rest }: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a className={classOf(look, className)} {...rest} />
}
