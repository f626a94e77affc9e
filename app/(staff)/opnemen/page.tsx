import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/views/recording/recording.css'
import { asking } from '@/lib/db/client'
import { ButtonLink } from '@/lib/ui/button'
import { loadRecording } from '@/lib/views/recording/load'
import { Recorder } from '@/lib/views/recording/recorder'
import { words } from '@/lib/views/recording/words'
import { me } from '../me'

export const metadata: Metadata = { title: words.title }

/** Recording a signal by hand. Without a connection the service worker shows `/opnemen/zonder-verbinding` here instead. */
export default async function RecordPage({ searchParams }: { searchParams: Promise<{ gemeente?: string | string[] }> }) {
  const who = await me()
  const { gemeente } = await searchParams
  if (!who) redirect('/inloggen?terug=/opnemen')
  const found = await asking(who, (tx) => loadRecording(tx, who, typeof gemeente === 'string' ? gemeente : undefined), { readOnly: true })
  return (
    <div className="recorder-page">
      <h1>{words.title}</h1>
      {'lists' in found ? (
        <>
          <p className="lead">{words.lead}</p>
          <Recorder given={found.lists} />
        </>
      ) : (
        <>
          <p className="lead">{{ role: words.noRole, boundaries: words.noBoundaries, werkgebied: words.noWerkgebied }[found.problem]}</p>
          <ButtonLink look="primary" href="/kaart/signalen">
            {words.toMap}
          </ButtonLink>
        </>
      )}
    </div>
  )
}
