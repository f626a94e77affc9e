import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { toCsv } from '@/lib/domain/csv'
import { answer, badParams, json, signedIn } from '@/lib/http/respond'
import { reminderParams } from '@/lib/views/reminders/definition'
import { loadReminders } from '@/lib/views/reminders/load'

const columns = ['register', 'id', 'name', 'organisation', 'organisationName', 'why', 'endsOn', 'confirmedOn', 'place'] as const

/** What ends within `days` and what was not confirmed for six months, for who can act: `{items, total, meta, choices}`, or CSV. The same list as /herinneringen. */
export function GET(request: Request): Promise<Response> {
  return answer('reminders', async () => {
    const me = await signedIn()
    const parsed = parseParams(reminderParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const { format, ...asked } = parsed.params
    const found = await asking(me, (tx) => loadReminders(tx, asked, new Date(), { ...me, home: me.scopes[0]?.gemeente }), { readOnly: true })
    if (format === 'json') return json(found)
    return new Response(toCsv(columns, found.items.map((item) => columns.map((c) => item[c]))), {
      headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="herinneringen.csv"', 'Cache-Control': 'no-store' },
    })
  })
}
