/** Run by lost-connections.db.test.ts in a process of its own: many transactions lose their server halfway, several times. */
import { sql } from 'drizzle-orm'
import { asking, closeDatabase, connectTo } from '@/lib/db/client'
import { anonymous } from '@/lib/domain/identity'
import { TcpProxy } from './tcp-proxy'

const proxy = await TcpProxy.to(process.argv[2]!)
connectTo(proxy.url)
const outcomes = new Set<string>()
for (const how of ['cut', 'hold', 'cut', 'cut'] as const) {
  const busy = Array.from({ length: 12 }, () =>
    asking(anonymous, async (tx) => {
      for (let i = 0; i < 30; i++) await tx.execute(sql`select pg_sleep(0.02)`)
    }).then(() => 'finished', (error: Error) => error.name))
  setTimeout(() => proxy[how](), 150)
  for (const outcome of await Promise.all(busy)) outcomes.add(outcome)
  proxy.open()
  for (let back = false, tries = 0; !back && tries < 40; tries++) back = await asking(anonymous, (tx) => tx.execute(sql`select 1`)).then(() => true, () => false)
}
const last = await asking(anonymous, (tx) => tx.execute(sql`select 1 as one`)).then(() => 'answers', () => 'away')
await closeDatabase(true)
await proxy.close()
process.stdout.write(JSON.stringify({ outcomes: [...outcomes], last }))
