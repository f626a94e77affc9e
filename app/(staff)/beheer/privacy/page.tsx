import type { Metadata } from 'next'
import { findBoundarySet, listBuurten, listGemeenten } from '@/lib/db/areas'
import { asking } from '@/lib/db/client'
import { listErasures } from '@/lib/db/erasures'
import { lastRetention, listRetention } from '@/lib/db/retention-run'
import { dateInAmsterdam } from '@/lib/domain/period'
import { EarlierErasures, Retention } from '@/lib/views/privacy/overview'
import { ErasureScreen } from '@/lib/views/privacy/screen'
import { words } from '@/lib/views/privacy/words'
import { adminAt } from '../admin'

export const metadata: Metadata = { title: words.title }

/** Access and erasure on request, and how long signals stay. */
export default async function PrivacyPage() {
  const who = await adminAt('/beheer/privacy')
  if (!who) return null
  const today = dateInAmsterdam(new Date())
  const { gemeenten, done, settings, last } = await asking(who, async (tx) => {
    const gemeenten = []
    for (const { code, name } of await listGemeenten(tx)) {
      const set = await findBoundarySet(tx, code, Number(today.slice(0, 4)))
      gemeenten.push({ code, name, buurten: set ? (await listBuurten(tx, set, null)).map((b) => ({ code: b.code, name: b.name })) : [] })
    }
    return { gemeenten, done: await listErasures(tx, 50), settings: await listRetention(tx), last: await lastRetention(tx) }
  }, { readOnly: true })
  return (
    <>
      <nav className="crumbs small" aria-label={words.manage}>
        <a href="/beheer">{words.manage}</a>
      </nav>
      <h1>{words.title}</h1>
      <p className="quiet manage__lead">{words.lead}</p>
      {gemeenten.length === 0 ? <p>{words.empty}</p> : <ErasureScreen gemeenten={gemeenten} today={today} />}
      <EarlierErasures done={done} />
      <Retention settings={settings} last={last} />
    </>
  )
}
