import type { Buurt } from './areas'
import type { BuurtType } from './plan-buurten'
import { makeRandom } from './random'

/** The true state of a buurt in the newest year, before rounding and secrecy. Shares are 0..1. */
export type Profile = {
  inhabitants: number
  households: number
  /** growth of the number of inhabitants a year */
  growth: number
  young: number
  old: number
  rented: number
  socialRented: number
  lowIncome: number
  single: number
  lonely: number
  debts: number
  /** average WOZ value, euro */
  wozEur: number
}

type Base = { size: number; young: number; old: number; rented: number; low: number; woz: number; single: number; growth: number }
const rural: Base = { size: 2.3, young: 0.15, old: 0.22, rented: 0.24, low: 0.06, woz: 405, single: 0.3, growth: -0.004 }
const bases: Partial<Record<BuurtType, Base>> = {
  oldtown: { size: 1.75, young: 0.11, old: 0.23, rented: 0.5, low: 0.11, woz: 295, single: 0.52, growth: 0.004 },
  centre: { size: 1.6, young: 0.09, old: 0.22, rented: 0.62, low: 0.13, woz: 250, single: 0.58, growth: 0.008 },
  prewar: { size: 2.05, young: 0.15, old: 0.17, rented: 0.42, low: 0.09, woz: 268, single: 0.42, growth: -0.001 },
  postwar: { size: 2.05, young: 0.16, old: 0.22, rented: 0.48, low: 0.1, woz: 238, single: 0.4, growth: -0.003 },
  highrise: { size: 1.8, young: 0.15, old: 0.21, rented: 0.78, low: 0.155, woz: 186, single: 0.52, growth: 0.002 },
  suburb: { size: 2.45, young: 0.19, old: 0.17, rented: 0.22, low: 0.045, woz: 345, single: 0.26, growth: -0.002 },
  newbuild: { size: 2.05, young: 0.14, old: 0.25, rented: 0.3, low: 0.04, woz: 388, single: 0.35, growth: 0.05 },
  hamlet: { size: 2.35, young: 0.17, old: 0.22, rented: 0.28, low: 0.07, woz: 318, single: 0.31, growth: -0.004 },
}

/** True state per buurt from its kind and the stress of the plan, with a little seeded play. */
export function makeProfiles(buurten: readonly Buurt[], seed: number): Profile[] {
  return buurten.map(({ code, plan }) => {
    const random = makeRandom(seed, `profile ${code}`)
    const base = bases[plan.type] ?? rural
    const play = (size: number) => 1 + random.normal() * size
    const stress = plan.stress
    const between = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))
    const inhabitants = plan.inhabitants === 0 ? 0 : Math.max(3, Math.round(plan.inhabitants * (plan.inhabitants < 500 ? 1 : play(0.01))))
    const rented = between(base.rented * play(0.05) + 0.09 * stress, 0.06, 0.95)
    const lowIncome = between(base.low * Math.exp(0.38 * stress) * play(0.06), 0.015, 0.3)
    const single = between(base.single * play(0.05) + 0.03 * stress, 0.15, 0.7)
    const old = between(base.old * play(0.1), 0.07, 0.4)
    return {
      inhabitants,
      households: Math.round(inhabitants / (base.size * play(0.03))),
      growth: base.growth,
      young: between(base.young * play(0.07), 0.05, 0.25),
      old,
      rented,
      socialRented: rented * between(0.72 + 0.08 * stress, 0.3, 0.95),
      lowIncome,
      single,
      lonely: between(0.24 + 0.32 * single + 0.7 * lowIncome + 0.15 * old, 0.3, 0.68) * play(0.015),
      debts: between(0.015 + 0.75 * lowIncome * play(0.08), 0.01, 0.25),
      wozEur: Math.round(base.woz * 1000 * Math.exp(-0.1 * stress) * play(0.04)),
    }
  })
}
