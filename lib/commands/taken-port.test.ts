import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { ConfigurationError } from './environment'
import { refuseTakenPort } from './taken-port'

let other: Server | undefined
afterEach(() => new Promise((done) => (other ? other.close(done) : done(null))))

/** Another program that listens here. @returns its port, undefined where this machine has no such address */
function listens(host: string): Promise<number | undefined> {
  return new Promise((known) => {
    other = createServer((socket) => socket.destroy()).once('error', () => known(undefined))
    other.listen(0, host, () => known((other!.address() as AddressInfo).port))
  })
}

it.each(['127.0.0.1', '0.0.0.0', '::', '::1'])('refuses a port on which another program has %s', async (host) => {
  const port = await listens(host)
  if (port === undefined) return expect(host).toContain(':') // no IPv6 here
  await expect(refuseTakenPort(port, '127.0.0.1')).rejects.toThrow(new ConfigurationError(`Port ${port} is in use. Stop what runs there, or choose another with PORT, such as 3001.`))
})

it('says nothing of a free port', async () => {
  const port = await listens('127.0.0.1')
  await new Promise((done) => other!.close(done))
  other = undefined
  await refuseTakenPort(port!, '127.0.0.1')
  await refuseTakenPort(port!, '0.0.0.0')
})
