/**
 * Asks a server on the loopback address many times, in a process of its own: first one request on every connection, then requests at a steady rate over all
 * of them in turn, at last as many as a few connections can get. Each of the steady ones is counted from the moment that it should have left, so that waiting for
 * a slow answer does not hide how long others wait. Gets its order by message and answers with what it saw.
 *
 * @typedef {{ port: number, addresses: string[], connections: number, perSecond: number, seconds: number, closedConnections: number, closedSeconds: number }} Order
 * @typedef {{ opened: number, sent: number, errors: number, late: number, latenciesMs: number[], seconds: number, closed: { answered: number, errors: number, seconds: number } }} Seen
 */
import http from 'node:http'

/** @param {Order} order @returns {Promise<Seen>} */
async function run({ port, addresses, connections, perSecond, seconds, closedConnections, closedSeconds }) {
  const agents = Array.from({ length: connections }, () => new http.Agent({ keepAlive: true, maxSockets: 1 }))
  const ask = (/** @type {number} */ at) =>
    new Promise((done) => {
      const request = http.get({ host: '127.0.0.1', port, path: addresses[at % addresses.length], agent: agents[at % connections], headers: { 'Accept-Encoding': 'br, gzip' }, timeout: 30_000 }, (response) => {
        response.on('error', () => done(false)).on('end', () => done(response.statusCode === 200)).resume()
      })
      request.on('timeout', () => request.destroy()).on('error', () => done(false))
    })

  let opened = 0
  for (let from = 0; from < connections; from += 100) opened += (await Promise.all(Array.from({ length: Math.min(100, connections - from) }, (_, i) => ask(from + i)))).filter(Boolean).length

  const total = perSecond * seconds
  const latenciesMs = []
  let [errors, late, sent] = [0, 0, 0]
  const open = []
  const start = performance.now()
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) * perSecond) / 1000))
    for (; sent < due; sent++) {
      const wanted = start + (1000 * sent) / perSecond
      if (performance.now() - wanted > 1000) late++
      open.push(ask(sent).then((ok) => (ok ? latenciesMs.push(performance.now() - wanted) : errors++)))
    }
    await new Promise((next) => setTimeout(next, 2))
  }
  await Promise.all(open)
  const took = (performance.now() - start) / 1000

  const closed = { answered: 0, errors: 0, seconds: 0 }
  const closedStart = performance.now()
  await Promise.all(
    Array.from({ length: closedConnections }, async (_, one) => {
      for (let n = 0; performance.now() - closedStart < 1000 * closedSeconds; n++)
        if (await ask(one + n * connections)) closed.answered++
        else closed.errors++
    }),
  )
  closed.seconds = (performance.now() - closedStart) / 1000
  for (const agent of agents) agent.destroy()
  return { opened, sent, errors, late, latenciesMs, seconds: took, closed }
}

process.once('message', (order) => {
  run(/** @type {Order} */ (order)).then((seen) => process.send?.(seen, () => process.disconnect()))
})
