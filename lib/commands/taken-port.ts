import { connect, createServer } from 'node:net'
import { ConfigurationError } from './environment'

/**
 * Refuses a port on which something answers already. Binding it is not enough to know: macOS and Windows let one program have 127.0.0.1 and another all addresses of
 * one port, and "localhost" in a browser may be either of IPv4 and IPv6.
 * @throws {ConfigurationError} with what to do
 */
export async function refuseTakenPort(port: number, host: string): Promise<void> {
  const taken = new ConfigurationError(`Port ${port} is in use. Stop what runs there, or choose another with PORT, such as 3001.`)
  const answers = await Promise.all(['127.0.0.1', '::1'].map((address) => answersAt(port, address)))
  if (answers.includes(true)) throw taken
  await new Promise<void>((free, refused) => {
    const trial = createServer()
    trial.once('error', (error: NodeJS.ErrnoException) => refused(error.code === 'EADDRINUSE' ? taken : error))
    trial.listen(port, host, () => trial.close(() => free()))
  })
}

/** A loopback address answers or refuses at once; Windows takes two seconds to refuse. */
function answersAt(port: number, host: string): Promise<boolean> {
  return new Promise((known) => {
    const socket = connect({ port, host, timeout: 300 })
    const say = (answer: boolean): void => {
      socket.destroy()
      known(answer)
    }
    socket.once('connect', () => say(true)).once('error', () => say(false)).once('timeout', () => say(false))
  })
}
