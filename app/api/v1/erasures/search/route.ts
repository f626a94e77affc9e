import { asking } from '@/lib/db/client'
import { findErasable } from '@/lib/db/erasures'
import { systemFor } from '@/lib/domain/identity'
import { answer, json, notAllowed, signedIn } from '@/lib/http/respond'
import { readBody } from '@/lib/http/read-body'
import { queryOf, searchBody } from '../ask'

/** Which signals a request for access or erasure is about: dates and class of theme. A POST, because a place of a person belongs in no address. */
export function POST(request: Request): Promise<Response> {
  return answer('erasure-search', async () => {
    const me = await signedIn()
    if (me.role !== 'admin') throw notAllowed('Alleen een beheerder kan signalen zoeken voor een verzoek om inzage of verwijdering.')
    const query = queryOf(await readBody(request, searchBody))
    // No role of the app may find signals by place; the worker may, for an administrator, and what comes back holds no content.
    return json(await asking(systemFor(me), (tx) => findErasable(tx, query)))
  })
}
