import type { PublicModel } from '@/lib/domain/public-model'
import { initiativeStatus } from '@/lib/domain/registers/initiatives'
import type { Collection } from './dataset'
import { collection, list, pointOf } from './feature'
import { words } from './words'

const statuses: Record<string, string> = initiativeStatus

/** Venues, the activities in them, and initiatives of residents who agreed. */
export function helpCollections(model: PublicModel): Collection[] {
  const venues = new Map(model.venues.map((v) => [v.id, v]))
  const labels = new Map(model.themes.map((t) => [t.slug, t.label]))
  const themeOf = (slug: string | null) => ({ thema: slug, themanaam: slug && (labels.get(slug) ?? null) })
  return [
    collection('locaties', 'Point', null, model.venues.map((v) => ({ id: v.id, geometry: pointOf(v.point), properties: { code: v.id, naam: v.name, soort: v.kind, adres: v.address, buurt: v.buurt, openingstijden: v.openingHours, rolstoel: v.wheelchair } }))),
    collection('activiteiten', 'Point', { from: 'van', to: 'tot' }, model.activities.map((a) => ({
      id: a.id,
      geometry: pointOf((a.venue && venues.get(a.venue)?.point) || null),
      properties: {
        code: a.id, naam: a.name, organisatie: a.organisation, aanbod: a.service, ...themeOf(a.theme), toelichting: a.description, locatie: a.venue, buurten: list(a.serves), herhaling: a.schedule, begint: a.startTime,
        minuten: a.durationMinutes, van: a.from, tot: a.to, doelgroepen: list(a.targetGroups), beroepskracht: a.professional ? words.yes : words.no, bevestigd: a.confirmedOn,
      },
    }))),
    collection('initiatieven', 'Point', { from: 'ontvangen', to: null }, model.initiatives.map((i) => ({
      id: i.id,
      geometry: pointOf(i.point),
      properties: { code: i.id, titel: i.title, wat: i.whatResidentsDo, ...themeOf(i.theme), buurt: i.buurt, stand: statuses[i.status] ?? i.status, ontvangen: i.receivedOn },
    }))),
  ]
}
