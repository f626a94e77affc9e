import { z } from 'zod'
import { asking } from '@/lib/db/client'
import { boundariesOf, homeGemeente } from '@/lib/db/registers/list'
import { listChoices, listNames, type ListName } from '@/lib/db/registers/lists'
import { parseParams } from '@/lib/domain/params'
import { dateInAmsterdam } from '@/lib/domain/period'
import { answer, badParams, json, notFound, signedIn } from '@/lib/http/respond'

const params = z.strictObject({ gemeente: z.string().regex(/^GM\d{4}$/, 'verwacht: GM en vier cijfers').optional() })

/** `{items: [{id, name}]}`: what a form can choose from; `id` is what a field keeps. */
export function GET(request: Request, given: { params: Promise<{ list: string }> }): Promise<Response> {
  return answer('lists', async () => {
    const { list } = await given.params
    if (!(listNames as readonly string[]).includes(list)) throw notFound(`De lijst "${list.slice(0, 40)}" bestaat niet.`)
    const me = await signedIn()
    const parsed = parseParams(params, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const items = await asking(me, async (tx) => {
      const gemeente = parsed.params.gemeente ?? (await homeGemeente(tx, me))
      if (!gemeente) throw notFound('Er zijn nog geen grenzen geladen.')
      return listChoices(tx, list as ListName, await boundariesOf(tx, gemeente, dateInAmsterdam(new Date())))
    }, { readOnly: true })
    return json({ items })
  })
}
