import { createConnection } from 'node:net'
import { message, takeMessages } from './wire'

/** Whether a server on this loopback port takes the password and says that it is ready, within `timeoutMs` milliseconds. */
export function probe(port: number, password: string, timeoutMs = 10_000): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createConnection({ host: '127.0.0.1', port })
    let buffer: Buffer = Buffer.alloc(0)
    const say = (answer: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => say(false), timeoutMs)
    socket.on('error', () => say(false))
    socket.on('close', () => say(false))
    socket.on('connect', () => {
      const body = Buffer.from('user\0app\0database\0buurtfocus\0\0')
      const head = Buffer.alloc(8)
      head.writeUInt32BE(8 + body.length, 0)
      head.writeUInt32BE(196608, 4)
      socket.write(Buffer.concat([head, body]))
    })
    socket.on('data', chunk => {
      try {
        const { messages, rest } = takeMessages(Buffer.concat([buffer, chunk]))
        buffer = rest
        for (const { type, bytes } of messages) {
          if (type === 'R' && bytes.readUInt32BE(5) === 3) socket.write(message('p', Buffer.from(`${password}\0`)))
          if (type === 'E') say(false)
          if (type === 'Z') say(true)
        }
      } catch {
        say(false)
      }
    })
  })
}

/** The address of the embedded database for postgres.js. */
export const urlOf = (port: number, password: string): string => `postgres://app:${password}@127.0.0.1:${port}/buurtfocus`
