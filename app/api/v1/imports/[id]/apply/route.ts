import { notesQuestion } from '@/lib/domain/import-run'
import { HttpProblem } from '@/lib/http/respond'
import { applyBody } from '../../ask'
import { adminAnswer, jobs, runOf, started } from '../../guard'
import { readBody } from '@/lib/http/read-body'

type Given = { params: Promise<{ id: string }> }

/**
 * Loads a checked import. With rejected rows only when `{"goodRows": true}` says so, with notes that may name a person only
 * with `{"confirmNotes": true}`; else it keeps waiting.
 */
export function POST(request: Request, { params }: Given): Promise<Response> {
  return adminAnswer('import-apply', async (me) => {
    const run = await runOf(me, params)
    const { goodRows, confirmNotes } = await readBody(request, applyBody)
    if (run.status === 'validated' && run.rowsRejected > 0 && !goodRows)
      throw new HttpProblem({ status: 409, title: 'Dat kan nu niet', detail: `${run.rowsRejected} rijen zijn afgekeurd. Verbeter het bestand, of kies "goede rijen laden" (goodRows).` })
    if (run.status === 'validated' && run.notesToConfirm > 0 && !confirmNotes)
      throw new HttpProblem({ status: 409, title: 'Eerst bevestigen', detail: notesQuestion(run.notesToConfirm) })
    return started(run.id, jobs().apply(run.id, me, goodRows, confirmNotes))
  })
}
