/**
 * The thread in which HiGHS works: takes one program as LP text at a time, says how far it is, answers with values by the number of the variable
 * (v0, v1, ...). Plain JavaScript, so that Node runs it as it is: from the web server, from commands and in tests. One instance does all programs of
 * the thread, one after the other; after a failure the thread is ended, with all that is in it.
 */
import { parentPort } from 'node:worker_threads'
import loadHighs from 'highs'

const instance = loadHighs()
/** Says at most so often how far it is. */
const tellEveryMs = 200

/** @param {{ text: string, timeLimitS: number, relGap: number }} question */
async function solve({ text, timeLimitS, relGap }) {
  const highs = await instance
  const { callbackType, modelStatus } = highs.constants
  const model = highs.createModel()
  try {
    model.options.set({ output_flag: false, mip_rel_gap: relGap, time_limit: timeLimitS, random_seed: 1 })
    model.readModel({ format: 'lp', data: text })
    let toldAt = performance.now()
    const tell = ({ data }) => {
      if (performance.now() - toldAt < tellEveryMs) return
      toldAt = performance.now()
      parentPort.postMessage({ kind: 'progress', best: known(data.mip_primal_bound), bound: known(data.mip_dual_bound) })
    }
    model.run({ [callbackType.mipLogging]: tell, [callbackType.mipInterrupt]: tell })
    const code = model.getModelStatus()
    const status = { [modelStatus.optimal]: 'optimal', [modelStatus.empty]: 'optimal', [modelStatus.infeasible]: 'infeasible', [modelStatus.unboundedOrInfeasible]: 'infeasible', [modelStatus.unbounded]: 'unbounded', [modelStatus.timeLimit]: 'limit', [modelStatus.iterationLimit]: 'limit', [modelStatus.solutionLimit]: 'limit', [modelStatus.interrupted]: 'limit' }[code]
    if (!status) throw new Error(`HiGHS ended with model status ${code}`)
    const found = Number(model.info.get('primal_solution_status')) === 2 && status !== 'infeasible' && status !== 'unbounded'
    const { colValue } = model.getSolution()
    const values = found ? Array.from(colValue, (value, i) => [Number(model.getColName(i).slice(1)), value]) : null
    const objective = found ? model.getObjectiveValue() : null
    const isMip = Number(model.info.get('mip_node_count')) >= 0
    const bound = isMip ? known(model.info.get('mip_dual_bound')) : status === 'optimal' ? objective : null
    return { kind: 'solved', status, values, objective, bound }
  } finally {
    model.dispose()
  }
}

const known = (value) => (Number.isFinite(value) ? value : null)

parentPort.on('message', (question) => {
  solve(question).then(
    (answer) => parentPort.postMessage(answer),
    (error) => parentPort.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
})
