'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

export function RailLink({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  const here = usePathname()
  const [path] = href.split('?') as [string]
  return (
    <Link className="rail__link" href={href} prefetch={false} aria-current={here === path || here.startsWith(`${path}/`) ? 'page' : undefined}>
      {icon}
      <span>{children}</span>
    </Link>
  )
}
