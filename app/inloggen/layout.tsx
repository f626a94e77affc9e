import type { ReactNode } from 'react'
import '@/lib/ui/pages.css'

export default function SignInLayout({ children }: { children: ReactNode }) {
  return children
}
