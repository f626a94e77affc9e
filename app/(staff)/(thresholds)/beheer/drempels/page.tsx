import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import '@/lib/views/imports/imports.css'
import { asking } from '@/lib/db/client'
import { candidateParams as candidates } from '@/lib/domain/focus-candidates'
import { criteria } from '@/lib/domain/focus-criteria'
import { filterParams, parseParams } from '@/lib/domain/params'
import { words as shared } from '@/lib/ui/words'
import { WrongAddress } from '@/lib/ui/wrong-address'
import { criterionWords, limitText } from '@/lib/views/candidates/words'
import { loadThresholds } from '@/lib/views/thresholds/load'
import { ThresholdsView } from '@/lib/views/thresholds/view'
import { words } from '@/lib/views/thresholds/words'
import { me } from '../../../me'
import { queryOf, type Query } from '../../../query'

export const metadata: Metadata = { title: words.title }
const here = '/beheer/drempels'
const schema = z.strictObject({ gemeente: filterParams.shape.gemeente, version: candidates.shape.thresholds, year: candidates.shape.year })

/** Versioned thresholds, for staff who see them; outside the layout of the administrator's pages, because planners keep them too. */
export default async function ThresholdsPage({ searchParams }: { searchParams: Query }) {
  const query = queryOf(await searchParams)
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `${here}?${query}` : here)}`)
  const parsed = parseParams(schema, query)
  if (parsed.problems) return <WrongAddress problems={parsed.problems} href={here} />
  const { gemeente, version, year } = parsed.params
  const answer = await asking(who, (tx) => loadThresholds(tx, { gemeente, version: version === undefined ? undefined : Number(version), year: year === undefined ? undefined : Number(year) }, new Date(), { ...who, home: who.scopes[0]?.gemeente }), { readOnly: true })
  if (answer === 'no_version') return <WrongAddress problems={[{ name: 'version', message: words.gone }]} href={here} />
  if (!answer)
    return (
      <div className="page">
        <h1>{shared.pages.noBoundaries.title}</h1>
        <p className="lead">{shared.pages.noBoundaries.text}</p>
      </div>
    )
  const subjects = [...answer.subjects, ...criteria.map((key) => ({ key, label: criterionWords[key].label, unit: criterionWords[key].unit, direction: 'from' as const }))]
  return <ThresholdsView answer={answer} subjects={subjects} limitText={limitText} />
}
