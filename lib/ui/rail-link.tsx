'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** `whole`: loads the page anew, as one does that needs its own headers (a place of the device) or its service worker. */
export function RailLink({ href, icon, count, whole, also, wide, children }: { href: string; /** not on a phone, where the bar has room for five; its map is one of the tabs there */ wide?: boolean; /** other pages that belong to it */ also?: readonly string[]; icon: ReactNode; count?: ReactNode; whole?: boolean; children: ReactNode }) {
  const here = usePathname()
  const [path] = href.split('?') as [string]
  const current = [path, ...(also ?? [])].some((p) => here === p || here.startsWith(`${p}/`))
  const props = { className: wide ? 'rail__link rail__link--wide' : 'rail__link', href, 'aria-current': current ? ('page' as const) : undefined }
  const content = (
    <>
      {icon}
      <span>{children}</span>
      {count}
    </>
  )
  return whole ? <a {...props}>{content}</a> : <Link {...props} prefetch={false}>{content}</Link>
}
