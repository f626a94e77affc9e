import { addDays } from '@/lib/domain/period'
import type { PublicModel } from '@/lib/domain/public-model'
import { platformForms } from '@/lib/domain/registers/wijkplatforms'
import type { Collection } from './dataset'
import { dissolve } from './dissolve'
import { collection, list, pointOf, shapeOf } from './feature'
import { words } from './words'

const { status } = words.collections['wijkplatform-bijeenkomsten']
const { status: actionStatus } = words.collections['wijkplatform-afspraken']
const forms: Record<string, string> = platformForms

/** Platforms of residents: where and when they meet, about what, and what was agreed. No figure compares them (N8). */
export function platformCollections({ buurten, platforms, venues }: PublicModel): Collection[] {
  const shapes = new Map(platforms.map((p) => [p.id, shapeOf(dissolve(buurten.filter((b) => p.buurten.includes(b.code)).map((b) => b.geometry)))]))
  const places = new Map(venues.map((v) => [v.id, v]))
  return [
    collection('wijkplatforms', 'MultiPolygon', null, platforms.map((p) => ({ id: p.id, geometry: shapes.get(p.id)!, properties: { code: p.id, naam: p.name, vorm: forms[p.form] ?? p.form, toelichting: p.about, buurten: list(p.buurten) } }))),
    collection('wijkplatform-bijeenkomsten', 'Point', { from: 'van', to: 'tot' }, platforms.flatMap((p) => p.meetings.map((m) => ({
      id: m.id,
      geometry: pointOf((m.venue && places.get(m.venue)?.point) || null),
      properties: { code: m.id, wijkplatform: p.id, naam: p.name, van: m.heldOn, tot: addDays(m.heldOn, 1), begint: m.startTime, eindigt: m.endTime, locatie: m.venue, plek: m.place, stand: status[m.status], agenda: list(m.agenda), verslag: m.summary },
    })))),
    collection('wijkplatform-afspraken', 'MultiPolygon', null, platforms.flatMap((p) => p.actions.map((a) => ({
      id: a.id, geometry: shapes.get(p.id)!, properties: { code: a.id, wijkplatform: p.id, naam: p.name, afspraak: a.title, door: a.by, uiterlijk: a.due, stand: actionStatus[a.status], klaar: a.doneOn, uitkomst: a.outcome },
    })))),
  ]
}
