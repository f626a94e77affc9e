import { endOf, focusPhase, phaseLabels } from '@/lib/domain/focus'
import type { PublicFocus, PublicModel } from '@/lib/domain/public-model'
import { participationKinds } from '@/lib/domain/registers/participation'
import type { Collection } from './dataset'
import { collection, list, pointOf, shapeOf } from './feature'
import { words } from './words'

const { status } = words.collections.maatregelen
const kinds: Record<string, string> = participationKinds

/** Focus buurten and what is planned and done in them. */
export function planCollections(model: PublicModel): Collection[] {
  const buurten = new Map(model.buurten.map((b) => [b.code, b]))
  const labels = new Map(model.themes.map((t) => [t.slug, t.label]))
  const code = (f: PublicFocus): string => `${f.buurt}-${f.cohortYear}`
  return [
    collection('focusbuurten', 'MultiPolygon', { from: 'besluit', to: 'einde' }, model.focus.map((f) => ({
      id: code(f),
      geometry: shapeOf(buurten.get(f.buurt)?.geometry ?? []),
      properties: {
        code: code(f), buurt: f.buurt, naam: buurten.get(f.buurt)?.name ?? null, jaar: f.cohortYear, stand: phaseLabels[focusPhase({ ...f, proposedOn: null }, model.madeOn) ?? 'decided'],
        besluit: f.decidedOn, plan: f.planFrom, vastgesteld: f.adoptedOn, uitvoering: f.executionFrom, nazorg: f.aftercareFrom, einde: endOf(f), doel: f.goal, besluittekst: f.decision,
        samenspraak: list(f.participation.map(({ kind, heldOn }) => `${kinds[kind] ?? kind} ${heldOn}`)),
      },
    }))),
    collection('maatregelen', 'Point', { from: 'van', to: 'tot' }, model.focus.flatMap((f) => f.measures.map((m, i) => {
      const id = `${code(f)}-${String(i + 1).padStart(3, '0')}`
      return {
        id,
        geometry: pointOf(m.point),
        properties: { code: id, buurt: f.buurt, jaar: f.cohortYear, titel: m.title, toelichting: m.description, thema: m.theme, themanaam: m.theme && (labels.get(m.theme) ?? null), stand: status[m.status], van: m.plannedFrom, tot: m.plannedTo, gereed: m.doneOn, door: m.by },
      }
    }))),
  ]
}
