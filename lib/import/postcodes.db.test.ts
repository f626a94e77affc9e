import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { rows } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente } from '@/lib/testing/town'
import { undoRun } from './pipeline'

const header = 'PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024'
/** `0901AB 3 102`: postcode, number, end of the code of the buurt. */
const address = (text: string): string => {
  const [postcode, number, buurt] = text.split(' ')
  return `${postcode};${number};99900${buurt};999001;9990`
}
const elsewhere = ['0901AB;2;3630101;36301;363', '9999XX;7;3630101;36301;363']

describe.each(availableEngines())('postcodes on %s', (engine) => {
  useDatabase(engine)
  const files = new Files()
  let made = 0
  const bring = (addresses: readonly string[], options = {}) => load('postcodes', files.csv(`${++made}.csv`, [header, ...elsewhere, ...addresses.map(address)]), { gemeente, ...options })
  const stored = () => inDb((tx) => rows<{ postcode: string }>(tx, sql`select year, postcode, buurten, house_numbers as numbers, import_run as run from postcode_buurt order by postcode collate "C"`))
  const withoutRun = async () => (await stored()).map(({ run: _, ...rest }: Record<string, unknown>) => rest)

  it('needs the boundaries of the same year', async () => {
    expect((await bring(['0901AA 1 101'])).problem).toMatch(/nog geen grenzen van GM9990/)
    await load('boundaries', files.town(), { year: 2023 })
    const report = await bring(['0901AA 1 101'])
    expect([report.status, report.problem]).toEqual(['failed', expect.stringMatching(/indeling 2024, maar van GM9990 zijn alleen grenzen geladen van: 2023/)])
    await load('boundaries', files.town(), { year: 2024 })
  })

  const first = ['0901AA 1 101', '0901AA 3 101', '0901AB 1 101', '0901AB 3 101', '0901AB 10 102', '0901AB 2 102', '0902BA 5 201', '0902BA 5 201']

  it('keeps one row per postcode of this gemeente, and house numbers only where they tell which buurt', async () => {
    const report = await bring(first)
    expect(report).toMatchObject({ status: 'applied', rows: { read: 8, applied: 8, unchanged: 0, rejected: 0 } })
    expect(report.warnings.join(' ')).toMatch(/3 postcodes, waarvan 1 in meer dan een buurt.*3 van 4 buurten \(indeling 2024\).*/)
    expect(report.warnings.join(' ')).toContain('2 rijen zijn overgeslagen, want die horen niet bij GM9990 maar bij GM0363.')
    expect(report.warnings.join(' ')).not.toContain('Er zijn al')
    expect(await withoutRun()).toEqual([
      { year: 2024, postcode: '0901AA', buurten: ['BU99900101'], numbers: null },
      { year: 2024, postcode: '0901AB', buurten: ['BU99900101', 'BU99900102'], numbers: { BU99900101: [1, 3], BU99900102: [2, 10] } },
      { year: 2024, postcode: '0902BA', buurten: ['BU99900201'], numbers: null },
    ])
  })

  it('changes nothing the second time, in whatever order', async () => {
    const before = await stored()
    const again = await bring(first.toReversed())
    expect(again.rows).toMatchObject({ applied: 0, unchanged: 8 })
    expect(again.warnings).toContain('Er zijn al 3 postcodes (indeling 2024); die staan ook in dit bestand en worden vervangen.')
    expect(await stored()).toEqual(before)
  })

  it('replaces a postcode that moved, leaves the others, and undoes exactly, the newest first', async () => {
    const before = await stored()
    const moved = await bring(['0901AB 1 202', '0902BA 5 201', '0902BA 6 202', '0903CA 1 202'])
    expect(moved).toMatchObject({ status: 'applied', rows: { read: 4, applied: 4 } })
    expect(moved.warnings).toContain('Er zijn al 3 postcodes (indeling 2024): 2 die ook in dit bestand staan worden vervangen, 1 andere blijft staan.')
    expect((await withoutRun()).map((r) => [r.postcode, r.buurten])).toEqual([
      ['0901AA', ['BU99900101']], ['0901AB', ['BU99900202']], ['0902BA', ['BU99900201', 'BU99900202']], ['0903CA', ['BU99900202']],
    ])
    const later = await bring(['0903CA 1 201'])
    await expect(undoRun(moved.run, system)).rejects.toThrow(`Import ${later.run} heeft later dezelfde rijen veranderd`)
    await undoRun(later.run, system)
    await undoRun(moved.run, system)
    expect(await stored()).toEqual(before)
  })

  it('refuses a buurt that is not in the boundaries of that year, and takes the good rows when asked', async () => {
    const report = await bring(['0904AA 1 101', '0904AA 2 909'])
    expect([report.status, report.rejects]).toEqual(['refused', [{ row: 5, column: 'buurt_code', code: 'buurt_unknown', message: 'Deze buurt bestaat niet in de indeling 2024 van GM9990.', value: 'BU99900909' }]])
    expect(report.warnings).toContain('1 code van een gebied bestaat niet in GM9990: BU99900909 (1 rij).')
    expect(report.warnings).toContain('Er zijn al 3 postcodes (indeling 2024); daarvan staat er geen in dit bestand, dus die blijven staan.')
    expect((await withoutRun()).map((r) => r.postcode)).not.toContain('0904AA')
    const good = await bring(['0904AA 1 101', '0904AA 2 909'], { goodRows: true })
    expect(good).toMatchObject({ status: 'applied', rows: { applied: 1, rejected: 1 } })
    await undoRun(good.run, system)
  })

  it('names the codes that nobody has, the most frequent first, also in a row that says that it is of this gemeente', async () => {
    const own = files.csv('own.csv', [header, '0904AA;1;99900909;999009;9990', '0904AA;2;99900909;999009;9990', '0904AA;3;3630101;36301;9990', ...Array.from({ length: 5 }, (_, i) => `0904AB;1;9990080${i};999008;9990`)])
    const report = await load('postcodes', own, { gemeente })
    expect(report.rows).toMatchObject({ read: 8, rejected: 8 })
    expect(report.warnings).toContain('7 codes van gebieden bestaan niet in GM9990: BU99900909 (2 rijen), BU03630101 (1 rij), BU99900800 (1 rij), BU99900801 (1 rij), BU99900802 (1 rij) en nog 2 andere.')
    expect(report.warnings.join()).not.toContain('overgeslagen')
  })

  it('says it when the file has no address of this gemeente', async () => {
    const report = await bring([])
    expect([report.status, report.problem]).toEqual(['refused', expect.stringMatching(/^In dit bestand staat geen adres van GM9990\./)])
    expect(report.warnings.at(-1)).toBe('2 rijen zijn overgeslagen, want die horen niet bij GM9990 maar bij GM0363.')
  })

  it('is checked by the database itself', async () => {
    const put = (postcode: string, buurten: string, numbers: string | null) => inDb((tx) => tx.execute(sql`insert into postcode_buurt (gemeente, year, postcode, buurten, house_numbers) values (${gemeente}, 2024, ${postcode}, ${buurten}::text[], ${numbers}::jsonb)`))
    for (const [postcode, buurten, numbers] of [['0905 AA', '{a}', null], ['905AA', '{a}', null], ['0905aa', '{a}', null], ['0905AA', '{}', null], ['0905AA', '{a}', '{"a":[1]}'], ['0905AA', '{a,b}', null], ['0905AA', '{a,b}', '[1]']] as const)
      await expect(put(postcode, buurten, numbers), postcode + buurten).rejects.toMatchObject({ code: '23514' })
  })
})
