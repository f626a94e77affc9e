import { z } from 'zod'
import { importKinds } from '@/lib/domain/import-run'
import { parseParams } from '@/lib/domain/params'
import { badParams } from '@/lib/http/respond'
import { kinds } from '@/lib/import/kinds'
import { adminAnswer } from '../guard'

const params = z.strictObject({ kind: z.enum(importKinds, `verwacht: ${importKinds.join(', ')}`) })

/** Header and two example rows, as a CSV that a spreadsheet opens. */
export function GET(request: Request): Promise<Response> {
  return adminAnswer('import-template', async () => {
    const parsed = parseParams(params, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const { kind } = parsed.params
    return new Response(`\ufeff${kinds[kind].template.join('\r\n')}\r\n`, {
      headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="voorbeeld-${kind}.csv"`, 'Cache-Control': 'no-store' },
    })
  })
}
