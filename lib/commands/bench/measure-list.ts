import { asking, closeDatabase, connectTo } from '@/lib/db/client'
import { listSignals } from '@/lib/db/signals'
import { anonymous, type Identity } from '@/lib/domain/identity'
import type { Measurement } from './context'
import { fillSignals, openDemoDatabase, type BenchDatabase } from './database'
import { interleave, timed } from './interleave'
import { result } from './result'
import { gemeente, writeSignalFiles } from './signal-files'
import { percentile } from './statistics'

const frames = 60

/**
 * The single signals in a frame of the map, as the wijkmanager of a werkgebied asks them, under row-level security; against the same question by the
 * owner of the tables, for whom PostGIS's own index on the point works.
 */
export const measureList: Measurement = async (context) => {
  const signals = context.signals?.[0] ?? 200_000
  const database = await openDemoDatabase(context)
  try {
    await fillSignals(context, database, await writeSignalFiles(context.folder, signals))
    context.say(`list: ${signals} signals loaded`)
    connectTo(database.url)
    const who = await wijkmanager(database)
    const { boxes, total } = await framesOf(database)
    let seen = 0
    const asRole = async (): Promise<number[]> => {
      seen = 0
      const times: number[] = []
      for (const bbox of boxes)
        times.push(await timed(async () => {
          const found = await asking(who, (tx) => listSignals(tx, { gemeente, boundarySet: database.set, year: 2025, werkgebieden: who.werkgebieden, bbox, from: '2026-01-01', moveKey: 'bench', limit: 2000 }), { readOnly: true, deadlineMs: null })
          seen += found.total
        }))
      return times
    }
    const asOwner = async (): Promise<number[]> => {
      const times: number[] = []
      for (const bbox of boxes)
        times.push(await timed(() => database.sql`
          select id, observed_on, ST_X(ST_Transform(point, 4326)), ST_Y(ST_Transform(point, 4326)) from signal
          where point && ST_Transform(ST_MakeEnvelope(${bbox[0]}, ${bbox[1]}, ${bbox[2]}, ${bbox[3]}, 4326), 28992) and observed_on >= '2026-01-01' and accuracy <> 'buurt'
          order by observed_on desc limit 2000`))
      return times
    }
    await asRole()
    if (seen === 0) throw new Error(`the wijkmanager saw none of ${total} signals in ${frames} frames: nothing was measured`)
    const found = await interleave<number[], string>({ role: asRole, owner: asOwner }, { rounds: context.rounds, onRound: (round) => context.say(`list: round ${round}`) })
    const p95 = (name: string): number[] => found[name]!.map((times) => percentile(times, 0.95))
    return [
      result('list.owner', `single signals in a frame of about 1 x 1 km at ${signals} signals, all of them, by the owner of the tables, p95`, 'ms', p95('owner')),
      result('list.role', `the same for a wijkmanager, under row-level security, with the total and the points moved, p95`, 'ms', p95('role'), { to: { name: 'list.owner', values: p95('owner') }, goal: { most: 100 } }),
    ]
  } finally {
    await closeDatabase()
    await database.stop()
  }
}

async function wijkmanager(database: BenchDatabase): Promise<Identity> {
  const found = await database.sql<{ id: number; werkgebied: number }[]>`
    select u.id::int, c.werkgebied::int from app_user u join user_scope c on c.app_user = u.id where u.account = 'wijkmanager'`
  return { ...anonymous, account: 'wijkmanager', role: 'wijkmanager', uid: found[0]!.id, werkgebieden: found.map((f) => f.werkgebied) }
}

/** Frames around signals of the wijkmanager's werkgebied, always the same. */
async function framesOf(database: BenchDatabase): Promise<{ boxes: [number, number, number, number][]; total: number }> {
  const [all] = await database.sql<{ n: number }[]>`select count(*)::int as n from signal`
  const found = await database.sql<{ lon: number; lat: number }[]>`
    select ST_X(ST_Transform(s.point, 4326)) as lon, ST_Y(ST_Transform(s.point, 4326)) as lat
    from signal s join signal_area sa on sa.signal = s.id join area a on a.id = sa.area
    join werkgebied_buurt wb on wb.buurt_code = a.code join user_scope c on c.werkgebied = wb.werkgebied join app_user u on u.id = c.app_user and u.account = 'wijkmanager'
    where s.point is not null order by md5(s.source_id) limit ${frames}`
  return { total: all!.n, boxes: found.map(({ lon, lat }) => [lon - 0.0075, lat - 0.0045, lon + 0.0075, lat + 0.0045]) }
}
