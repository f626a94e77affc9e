import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { rows, type Tx } from '@/lib/db/client'
import { lockWriting } from '@/lib/db/imports/runs'
import { applyRetention, isAnythingDue } from '@/lib/db/retention'
import { lastFinishedOn, lastRetention, mayRunToday } from '@/lib/db/retention-run'
import type { RetentionReport } from '@/lib/domain/retention'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, townFeatures } from '@/lib/testing/town'
import { dailyWork, retainInSteps } from './daily'

/** Every row of every table but what tells when and in how many steps; with `place` also where on disk it stands and who wrote it. */
async function dump(tx: Tx, place = false): Promise<string[]> {
  const tables = await rows<{ name: string }>(tx, sql`
    select format('%I', relname) as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('spatial_ref_sys', 'retention_run', 'data_version', 'signal_version')`)
  const found: string[] = []
  for (const { name } of tables) found.push(...(await rows<{ t: string }>(tx, sql.raw(`select ${place ? `concat_ws(' ', t.ctid, t.xmin, t.xmax, t)` : 't'}::text as t from ${name} t`))).map((r) => `${name} ${r.t}`))
  return found.sort()
}

const counts = () => inDb((tx) => rows(tx, sql`select area, theme, month::text as month, source, n from signal_month order by 1, 2, 3, 4`))
const themeCounts = () => inDb((tx) => rows(tx, sql`select area, theme, month::text as month, n, (select sum(d)::int from unnest(days) d) as days from signal_theme_month order by 1, 2, 3`))
const version = async () => (await inDb((tx) => rows<{ version: number }>(tx, sql`select version from data_version`)))[0]!.version

class Undone extends Error {}

describe.each(availableEngines())('the day’s work, on %s', (engine) => {
  useDatabase(engine)
  const files = new Files()
  beforeAll(async () => {
    await load('boundaries', files.town(), { gemeente, year: 2024 })
    await load('boundaries', files.town('later.geojson', townFeatures()), { gemeente, year: 2025 })
    await load('themes', files.csv('themes.csv', ['slug,label,domain,sensitive,public,coarsen_after_months,delete_after_months', 'zwerfafval,Zwerfafval,fysiek,nee,ja,12,24', 'lawaai,Lawaai,fysiek,nee,ja,6,36']), { gemeente })
    // Closed and open, with repeats, in few cells (buurt x theme x month): most cells lose signals in several steps, and on two nights.
    const lines = Array.from({ length: 60 }, (_, i) =>
      [`s${i}`, `${String(1 + (i % 28)).padStart(2, '0')}-0${1 + (i % 3)}-2024`, i % 4 ? 'zwerfafval' : 'lawaai', 'punt', 100_010.5 + ((i * 97) % 3_900), 500_500.5, '', i % 5 < 3 ? 'closed' : 'open', '', i % 2 ? 'someone' : '', i % 10 === 9 ? `many|s${i - 9}` : ''].join(';'))
    const recent = Array.from({ length: 8 }, (_, i) => [`r${i}`, '10-05-2026', 'zwerfafval', 'punt', 100_110.5 + i, 500_500.5, '', 'open', 'a note', 'someone', ''].join(';'))
    const header = 'source_id;observed_at;theme;accuracy;x;y;buurt_code;status;note;reporter;duplicate_of'
    expect(await load('signals', files.csv('many.csv', [header, ...recent, ...lines]), { gemeente, source: 'many' })).toMatchObject({ status: 'applied', rows: { applied: 68 } })
    // A later import changes some: what was there before is kept for an undo, with its reporter.
    expect(await load('signals', files.csv('changed.csv', [header, ...recent, ...lines.map((l) => l.replace(';open;;', ';in_progress;;'))]), { gemeente, source: 'many' })).toMatchObject({ status: 'applied' })
  })

  it('writes nothing but its own line when nothing is due', async () => {
    const [before, versionBefore] = [await inDb((tx) => dump(tx, true)), await version()]
    expect(before.length).toBeGreaterThan(200)
    expect(await inDb((tx) => isAnythingDue(tx, '2024-06-30'))).toBe(false)
    expect(await retainInSteps('2024-06-30')).toEqual({ on: '2024-06-30', themes: [] })
    expect(await inDb((tx) => dump(tx, true))).toEqual(before)
    expect(await version()).toBe(versionBefore)
    expect(await inDb((tx) => lastFinishedOn(tx))).toBe('2024-06-30')
  })

  // The embedded engine has one session: there nobody can hold a lock while another asks.
  it.runIf(engine === 'postgres')('does not wait for an import when nothing is due', async () => {
    await inDb(async (tx) => {
      await lockWriting(tx)
      expect((await retainInSteps('2024-06-29'))?.themes).toEqual([])
    })
  })

  it('knows of each kind of work that it is due', async () => {
    const due = async (on: string, prepare: string): Promise<boolean> => {
      let answer = false
      await inDb(async (tx) => {
        await tx.execute(sql.raw(prepare))
        answer = await isAnythingDue(tx, on)
        throw new Undone()
      }).catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error
      })
      return answer
    }
    const only = `delete from import_before; delete from import_reject; delete from signal where source_id <> 'r0';`
    const coarse = `update signal set point = null, note = null, reporter_key = null, accuracy = 'buurt', stated_buurt = 'BU99900101', coarsened_on = '2026-05-11';`
    expect([await due('2027-05-09', only), await due('2027-05-10', only)]).toEqual([false, true]) // made coarse
    expect([await due('2027-05-09', `${only} update theme set coarsen_after_months = 60`), await due('2027-05-10', `${only} update theme set coarsen_after_months = 60`)]).toEqual([false, true]) // its reporter
    // Months end on different days: a year after 29 February, and one or six months after the 31st, is the last day of a shorter month.
    const seen = (date: string, months: number): string => `${only} update signal set observed_on = '${date}', reporter_key = null; update theme set coarsen_after_months = ${months}`
    for (const [date, months, dayBefore, day] of [['2024-02-29', 12, '2025-02-27', '2025-02-28'], ['2026-01-31', 1, '2026-02-27', '2026-02-28'], ['2026-01-28', 1, '2026-02-27', '2026-02-28'], ['2025-08-31', 6, '2026-02-27', '2026-02-28'], ['2026-02-28', 1, '2026-03-27', '2026-03-28']] as const)
      expect([await due(dayBefore, seen(date, months)), await due(day, seen(date, months))], `${date} + ${months}`).toEqual([false, true])
    const closed = `${only} ${coarse} update signal set status = 'closed'; update signal set closed_on = '2026-06-01'`
    expect([await due('2028-05-31', closed), await due('2028-06-01', closed)]).toEqual([false, true])
    expect(await due('2030-01-01', `${only} ${coarse}`)).toBe(false)
    const before = `${only} ${coarse} insert into import_before select max(id), 'signal', 'x', '{"reporter_key": "k", "observed_on": "2028-02-29"}' from import_run`
    expect([await due('2029-02-27', before), await due('2029-02-28', before)]).toEqual([false, true])
    const reject = `${only} ${coarse} insert into import_reject (run, row, code, message) select max(id), 1, 'x', 'x' from import_run; update import_run set started_at = '2028-01-01 12:00+01'`
    expect([await due('2028-03-31', reject), await due('2028-04-01', reject)]).toEqual([false, true])
  })

  it('in many short steps leaves exactly what one long one does', async () => {
    const on = '2026-02-14'
    let whole: { report: RetentionReport; dump: string[] } | undefined
    await inDb(async (tx) => {
      whole = { report: await applyRetention(tx, on), dump: await dump(tx) }
      throw new Undone()
    }).catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
    expect(whole!.report.themes.map((t) => t.theme)).toEqual(['lawaai', 'zwerfafval'])
    expect(whole!.report.themes.every((t) => t.coarsened > 3)).toBe(true)
    expect(whole!.report.themes[1]!.deleted).toBeGreaterThan(5)
    const [before, themesBefore] = [await counts(), await themeCounts()]

    // Stops after the second step, as a process does that is ended.
    let steps = 0
    expect(await retainInSteps(on, { rows: 3, mayGoOn: async () => ++steps <= 2 })).toBeNull()
    const half = (await inDb((tx) => lastRetention(tx)))!
    expect(half).toMatchObject({ on, unfinished: true })
    expect(half.themes.reduce((n, t) => n + t.deleted, 0)).toBeGreaterThanOrEqual(6)
    expect(half.themes.reduce((n, t) => n + t.deleted, 0)).toBeLessThan(whole!.report.themes.reduce((n, t) => n + t.deleted, 0))
    expect([await counts(), await themeCounts()]).toEqual([before, themesBefore])
    expect(await inDb((tx) => mayRunToday(tx, on))).toBe(true)
    expect(await inDb((tx) => lastFinishedOn(tx))).not.toBe(on)

    expect(await retainInSteps(on, { rows: 3, mayGoOn: async () => ++steps > 0 })).toEqual(whole!.report)
    expect(steps).toBeGreaterThan(whole!.report.themes.reduce((n, t) => n + t.deleted + t.coarsened, 0) / 4)
    expect(await inDb((tx) => dump(tx))).toEqual(whole!.dump)
    expect(await inDb((tx) => lastRetention(tx))).toEqual(whole!.report)
    expect([await counts(), await themeCounts()]).toEqual([before, themesBefore])
    expect(await inDb((tx) => mayRunToday(tx, on))).toBe(false)
  })

  it('keeps the counts when a later night deletes signals of the same buurt, theme and month', async () => {
    const [before, themesBefore] = [await counts(), await themeCounts()]
    const again = await inDb((tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from signal_expired where month = '2024-02-01'`))
    expect(again[0]!.n).toBeGreaterThan(0)
    const report = (await retainInSteps('2026-02-20', { rows: 2 }))!
    expect(report.themes.find((t) => t.theme === 'zwerfafval')!.deleted).toBeGreaterThan(0)
    expect([await counts(), await themeCounts()]).toEqual([before, themesBefore])
    // The counts that stay and the signals that are left make the rollup, to the last one.
    await inDb((tx) => tx.execute(sql`select place_signals_again(id) from boundary_set`))
    expect([await counts(), await themeCounts()]).toEqual([before, themesBefore])
  })

  it('is done once, by night', async () => {
    expect(await dailyWork(new Date('2026-02-21T12:00:00Z'))).toBeNull() // noon, and yesterday's was done
    expect(await dailyWork(new Date('2026-02-22T01:30:00Z'))).toMatchObject({ on: '2026-02-22' })
    expect(await dailyWork(new Date('2026-02-22T02:30:00Z'))).toBeNull()
    expect(await dailyWork(new Date('2026-02-24T12:00:00Z'))).toBeNull()
    expect(await dailyWork(new Date('2026-02-25T12:00:00Z'))).toMatchObject({ on: '2026-02-25' }) // three days late: by day
  })
})
