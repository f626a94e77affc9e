'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

export function RailLink({ href, also = [], icon, children }: { href: string; /** other pages that stand under this link */ also?: readonly string[]; icon: ReactNode; children: ReactNode }) {
  const here = usePathname()
  const [path] = href.split('?') as [string]
  const under = (page: string): boolean => here === page || here.startsWith(`${page}/`)
  return (
    <Link className="rail__link" href={href} prefetch={false} aria-current={under(path) || also.some(under) ? 'page' : undefined}>
      {icon}
      <span>{children}</span>
    </Link>
  )
}
