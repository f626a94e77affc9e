'use client'
import { useEffect } from 'react'
import { useRouter } from 'next/navigation'
import { Button } from '@/lib/ui/button'
import { SiteFooter, SiteHeader } from '@/lib/ui/site'
import { words } from '@/lib/ui/words'

const retryAfterMs = 5_000

/** A page that failed, without details; tries again by itself, because a database that is away mostly comes back. */
export default function ErrorPage({ retry, reset }: { error: unknown; retry?: () => void; reset?: () => void }) {
  const router = useRouter()
  const again = retry ?? reset
  useEffect(() => {
    const timer = setInterval(() => (again ? again() : router.refresh()), retryAfterMs)
    return () => clearInterval(timer)
  }, [again, router])
  return (
    <>
      <SiteHeader />
      <main className="page" id="inhoud" tabIndex={-1}>
        <h1>{words.pages.error.title}</h1>
        <p className="lead" role="alert">
          {words.pages.error.text}
        </p>
        <Button look="primary" onClick={() => (again ? again() : router.refresh())}>
          {words.retry}
        </Button>
      </main>
      <SiteFooter />
    </>
  )
}
