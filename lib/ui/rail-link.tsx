'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** `whole`: loads the page anew, as one does that needs its own headers (a place of the device) or its service worker. `wide`: not in the bar of a phone, which has room for five. */
export function RailLink({ href, icon, count, whole, wide, also, children }: { href: string; /** other pages that belong to it */ also?: readonly string[]; icon: ReactNode; count?: ReactNode; whole?: boolean; wide?: boolean; children: ReactNode }) {
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
