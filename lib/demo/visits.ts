import type { Geography } from './areas'
import { firstDay, toDay, toIso } from './dates'
import { presenceTrap } from './planted'
import { makeRandom, makeSampler } from './random'
import { quietPresence } from './rates'
import type { DemoVisit, PlantedTruth } from './types'

/** visits a week per role at presence 1, and the kinds of visit with their weights */
const habits: readonly { by: DemoVisit['by']; perWeek: number; kinds: readonly [DemoVisit['kind'], number][] }[] = [
  { by: 'wijkmanager', perWeek: 0.45, kinds: [['ronde', 6], ['spreekuur', 2], ['huisbezoek', 1], ['bijeenkomst', 1.5]] },
  { by: 'wijkagent', perWeek: 0.3, kinds: [['ronde', 8], ['spreekuur', 1], ['huisbezoek', 2], ['bijeenkomst', 0.5]] },
  { by: 'wijkverpleegkundige', perWeek: 0.18, kinds: [['huisbezoek', 9], ['spreekuur', 1]] },
  { by: 'opbouwwerker', perWeek: 0.16, kinds: [['bijeenkomst', 4], ['spreekuur', 2], ['ronde', 2], ['huisbezoek', 1]] },
]
const dayChance = [1, 1.2, 1, 1.2, 0.9, 0.12, 0.02]

/**
 * The presence log of three years: unequal per buurt (the presence of the plan), hardly anything in the quiet buurten, less in
 * the summer holidays and around New Year, four times as much in the buurt of the presence trap. In order of date.
 */
export function makeVisits(geography: Geography, planted: readonly PlantedTruth[], asOf: string, seed: number): DemoVisit[] {
  const random = makeRandom(seed, 'visits')
  const first = firstDay(asOf)
  const last = toDay(asOf)
  const drawDay = makeSampler(dayChance)
  const samplers = habits.map((h) => makeSampler(h.kinds.map(([, w]) => w)))
  const trap = planted.find((p) => p.id === presenceTrap.id)
  const monday = first - ((((first + 3) % 7) + 7) % 7)
  const out: (DemoVisit & { day: number })[] = []
  for (const b of geography.buurten) {
    const werkgebied = geography.werkgebieden[b.plan.werkgebied - 1]!.slug
    const presence = b.plan.presence <= quietPresence ? 0.012 : b.plan.presence
    for (let week = monday; week <= last; week += 7) {
      const month = new Date(week * 86_400_000).getUTCMonth()
      const holiday = month === 6 || month === 7 ? 0.7 : month === 11 ? 0.85 : 1
      const more = trap?.buurtCodes.includes(b.code) && week >= toDay(trap.from) ? presenceTrap.visitsTimes : 1
      habits.forEach((h, i) => {
        for (let n = random.poisson(h.perWeek * presence * holiday * more); n > 0; n--) {
          const day = week + drawDay(random)
          const kind = h.kinds[samplers[i]!(random)]![0]
          if (day >= first && day <= last) out.push({ day, werkgebied, buurtCode: b.code, by: h.by, kind, date: toIso(day) })
        }
      })
    }
  }
  return out.sort((a, b) => a.day - b.day || (a.buurtCode < b.buurtCode ? -1 : 1)).map(({ day: _, ...visit }) => visit)
}
