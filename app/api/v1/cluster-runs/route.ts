import { asking } from '@/lib/db/client'
import { askRun, countOpenRuns, findRun, findRunById, oneQuestionAtATime } from '@/lib/db/clusters/runs'
import { questionOf } from '@/lib/db/clusters/asked'
import { runBody, seedOf } from '@/lib/domain/cluster-query'
import { dateInAmsterdam } from '@/lib/domain/period'
import { readBody } from '@/lib/http/read-body'
import { badParams, HttpProblem, json } from '@/lib/http/respond'
import { clusterAnswer, questionProblem } from './ask'

/** So many calculations of one person may wait or run at once. */
const mostWaiting = 2

/**
 * Asks for a calculation of problem clusters; what the body leaves out is chosen as on the page. 200 with one that is done and current, else 202 with one that
 * is in the queue: the same question of the same data is one calculation, whoever asked.
 */
export function POST(request: Request): Promise<Response> {
  return clusterAnswer('cluster-run-ask', async (me) => {
    const asked = await readBody(request, runBody)
    if (asked.from && asked.to && asked.from >= asked.to) throw badParams([{ name: 'to', message: `moet na "from" (${asked.from}) liggen, en is ${asked.to}` }])
    const { run, status } = await asking(me, async (tx) => {
      const question = await questionOf(tx, asked, me.scopes[0]?.gemeente, dateInAmsterdam(new Date()))
      if ('problem' in question) throw questionProblem(question, asked.theme)
      const there = await findRun(tx, question)
      if (there?.status === 'done' && !there.outdated) return { run: there, status: 200 }
      await oneQuestionAtATime(tx, me.uid!)
      const { id, made } = await askRun(tx, question, { standard: false, by: me.uid, seed: seedOf(question) })
      if (made && (await countOpenRuns(tx, me.uid!)) > mostWaiting) throw tooMany()
      return { run: (await findRunById(tx, id))!, status: 202 }
    })
    return json(run, { status, headers: { Location: `/api/v1/cluster-runs/${run.id}` } })
  })
}

const tooMany = (): HttpProblem =>
  new HttpProblem({ status: 429, title: 'Even wachten', detail: `Er wachten al ${mostWaiting} berekeningen van u. Wacht tot er een klaar is, of stop er een.` }, { 'Retry-After': '5' })
