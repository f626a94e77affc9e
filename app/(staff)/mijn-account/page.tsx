import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/views/imports/imports.css'
import '@/lib/views/users/users.css'
import { signOutEverywhereAction } from '@/app/inloggen/actions'
import { ownSessions } from '@/lib/auth/session'
import { sessionLimits } from '@/lib/auth/settings'
import { roleLabel } from '@/lib/domain/identity'
import { Button } from '@/lib/ui/button'
import { count, longMoment } from '@/lib/ui/format'
import { SignOutForm } from '@/lib/ui/outbox/watch'
import { PlainTable } from '@/lib/ui/table'
import { words } from '@/lib/ui/words'
import { andList, youSee } from '@/lib/ui/you-see'
import { me } from '../me'

const text = words.pages.account
export const metadata: Metadata = { title: text.title }

/** Who you are here, what you see, and where you are signed in. */
export default async function AccountPage() {
  const who = await me()
  if (!who) redirect('/inloggen?terug=/mijn-account')
  const sessions = await ownSessions(who)
  const { idleS, absoluteS } = sessionLimits()
  const werkgebieden = who.scopes.map((s) => s.name)
  return (
    <div className="manage">
      <h1>{text.title}</h1>
      <dl className="known">
        <div>
          <dt>{text.name}</dt>
          <dd>{who.name}</dd>
        </div>
        <div>
          <dt>{text.role}</dt>
          <dd>{roleLabel[who.role]}</dd>
        </div>
        {who.role === 'wijkmanager' && (
          <div>
            <dt>{text.werkgebieden}</dt>
            <dd>{andList(werkgebieden) || '–'}</dd>
          </div>
        )}
      </dl>
      <p>
        {youSee({ ...who, werkgebieden })}. {text.rightsFrom}
      </p>
      <section className="block" aria-labelledby="sessies">
        <h2 id="sessies">{text.sessions}</h2>
        <PlainTable caption={text.sessionsCaption} head={text.sessionsHead} rows={sessions.map((s) => [longMoment(s.startedAt), longMoment(s.seenAt), s.own ? text.here : ''])} />
        <p className="quiet small">{text.limits(text.minutes(count(idleS / 60)), text.hours(count(absoluteS / 3600)))}</p>
        <SignOutForm action={signOutEverywhereAction} className="beside">
          <Button type="submit">{text.everywhere}</Button>
          <span className="quiet small">{text.everywhereHelp}</span>
        </SignOutForm>
      </section>
    </div>
  )
}
