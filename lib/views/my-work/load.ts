import 'server-only'
import { sortDesk } from '@/lib/analysis/desk'
import { findBoundarySet } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { endingActivities, gemeenteOfDesk, missedBuurten, newSignals, openInitiatives, silentLines, type DeskInitiative, type EndingActivity, type MissedBuurt, type NewSignals, type SilentLine } from '@/lib/db/my-work'
import type { Me } from '@/lib/db/people'
import { addDays } from '@/lib/domain/period'
import { answerWithinDays, ownerWithinDays } from '@/lib/domain/registers/initiatives'

/** What is new, in days back; what ends soon, in days ahead; after how many days without a word a line is silent. */
const newWithinDays = 14
const endsWithinDays = 60
const silentAfterDays = 183

export type MyWork = {
  today: string
  /** first day of what is called new */
  since: string
  /** null for a role that does not see signals one by one */
  signals: NewSignals[] | null
  /** null for a role that sees no initiatives */
  initiatives: { withoutOwner: (DeskInitiative & { late: boolean })[]; mine: (DeskInitiative & { late: boolean })[]; notAnswered: DeskInitiative[] } | null
  ending: EndingActivity[]
  /** null for a role that sees no agreements */
  silent: SilentLine[] | null
  /** null for a role that keeps no presence */
  missed: MissedBuurt[] | null
}

/** The desk of who asks; null when there are no boundaries yet. */
export async function loadMyWork(tx: Tx, me: Me, today: string, chosen?: string): Promise<MyWork | null> {
  const gemeente = chosen ?? me.scopes[0]?.gemeente ?? (await gemeenteOfDesk(tx))
  const set = gemeente && (await findBoundarySet(tx, gemeente, Number(today.slice(0, 4))))
  if (!set) return null
  const desk = { gemeente: set.gemeente, boundarySet: set.id, today, own: me.role === 'wijkmanager' }
  const since = addDays(today, -newWithinDays)
  const single = me.role === 'wijkmanager' || (me.role === 'adviser' && me.team === 'zorg')
  return {
    today,
    since,
    signals: single ? await newSignals(tx, desk, since) : null,
    initiatives: me.role === 'admin' ? null : sortDesk(await openInitiatives(tx, desk, answerWithinDays), today, addDays(today, -ownerWithinDays)),
    ending: await endingActivities(tx, desk, addDays(today, endsWithinDays + 1)),
    silent: await silentLines(tx, desk, addDays(today, -silentAfterDays)),
    missed: me.role === 'wijkmanager' || me.role === 'planner' ? await missedBuurten(tx, desk) : null,
  }
}
