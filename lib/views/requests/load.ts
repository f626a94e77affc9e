import 'server-only'
import { gemeenteOfView, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listRequests } from '@/lib/db/coverage/requests'
import { buurtenOfWerkgebied } from '@/lib/db/coverage/places'
import { listThemes } from '@/lib/db/themes'
import type { CoverageRequest } from '@/lib/domain/coverage'
import type { RequestParams } from '@/lib/domain/coverage-request'
import type { Reader } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'

export type RequestsAnswer = {
  items: CoverageRequest[]
  meta: { gemeente: { code: string; name: string } | null; today: string; /** this reader answers */ answers: boolean }
  choices: { themes: { slug: string; label: string }[]; werkgebieden: { slug: string; name: string }[] }
}

/** Requests for deployment under the filters of the address, what waits on top. Of an organisation its own; of a wijkmanager all, with the own werkgebied as a filter. */
export async function loadRequests(tx: Tx, params: RequestParams, now: Date, reader: Reader): Promise<RequestsAnswer> {
  const today = dateInAmsterdam(now)
  const { gemeente } = await gemeenteOfView(tx, params, reader.home)
  const found = gemeente ? await listRequests(tx, gemeente.code, today, { theme: params.theme, buurt: params.selected, organisation: params.organisation, status: params.status, late: params.late && params.late === 'yes' }) : []
  const within = gemeente && params.werkgebied !== undefined ? await buurtenOfWerkgebied(tx, gemeente.code, params.werkgebied, Number(today.slice(0, 4))) : null
  return {
    items: within ? found.filter((r) => within.has(r.buurt.code)) : found,
    meta: { gemeente: gemeente ? { code: gemeente.code, name: gemeente.name } : null, today, answers: reader.role === 'organisation' },
    choices: { themes: (await listThemes(tx)).map(({ slug, label }) => ({ slug, label })), werkgebieden: gemeente ? (await listWerkgebieden(tx, gemeente.code)).map(({ slug, name }) => ({ slug, name })) : [] },
  }
}
