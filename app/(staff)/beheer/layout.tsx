import type { ReactNode } from 'react'
import '@/lib/views/imports/imports.css'
import { Alert } from '@/lib/ui/alert'
import { ButtonLink } from '@/lib/ui/button'
import { words as shared } from '@/lib/ui/words'
import { words } from '@/lib/views/imports/words'
import { me } from '../me'

/** Says why there is nothing here for others. Every page below asks again by itself: a layout guards nothing. */
export default async function ManageLayout({ children }: { children: ReactNode }) {
  const who = await me()
  if (!who || who.role === 'admin') return <div className="manage">{children}</div>
  return (
    <div className="page">
      <h1>{words.manage.notAllowed}</h1>
      <Alert kind="warning" quiet>
        {words.manage.notAllowedText}
      </Alert>
      <p>
        <ButtonLink look="primary" href="/kaart/signalen">
          {shared.pages.toSignals}
        </ButtonLink>
      </p>
    </div>
  )
}
