import { z } from 'zod'
import './params' // in the browser zod may not make code; set there
import { isDate } from './period'

/** Words of a signal that is kept by hand: value -> Dutch, for forms, lists and history. */
export const kindLabels = { knelpunt: 'Knelpunt', kans: 'Kans' } as const
export const accuracyLabels = { punt: 'Deze plek', straat: 'Deze straat', buurt: 'Alleen de buurt' } as const
export const statusLabels = { open: 'Open', in_progress: 'In behandeling', closed: 'Gesloten', cancelled: 'Vervallen' } as const
export const audienceLabels = { internal: 'Alleen wie dit signaal nu ziet', coordination_team: 'Ook het coördinatieteam', organisation: 'Ook betrokken organisaties', public_aggregate: 'Mag meetellen in openbare cijfers' } as const
export const evidenceLabels = { waarneming: 'Zelf gezien', beleving: 'Van bewoners gehoord', cijfer: 'Uit cijfers' } as const
export const channelLabels = { gesprek: 'Gesprek', spreekuur: 'Spreekuur', ronde: 'Ronde door de buurt', huisbezoek: 'Huisbezoek', bijeenkomst: 'Bijeenkomst', telefoon: 'Telefoon of e-mail', partner: 'Via een partner', anders: 'Anders' } as const
/** Why a signal is closed. `vergissing` makes it cancelled: it never was one, and counts nowhere. */
export const closeReasons = { opgelost: 'Opgelost', doorgegeven: 'Doorgegeven aan een ander', geen_actie: 'Geen actie nodig', vergissing: 'Het was geen signaal (telt niet mee)' } as const
export type CloseReason = keyof typeof closeReasons
export type Channel = keyof typeof channelLabels

/** A signal as a list shows it; `lon`,`lat` (CRS84) only where the reader may see points, moved within the stated accuracy. */
export type SignalItem = {
  id: number
  theme: string
  kind: keyof typeof kindLabels
  evidence: keyof typeof evidenceLabels
  source: string
  channel: string | null
  observedOn: string
  accuracy: keyof typeof accuracyLabels
  status: keyof typeof statusLabels
  audience: keyof typeof audienceLabels
  buurtCode: string | null
  buurt: string | null
  lon: number | null
  lat: number | null
}

/** What happened to a signal: `change` is what was changed, before and after in the words of the database; a text is never repeated here. */
export type SignalEvent = { at: string; by: string | null; change: string; before: string | null; after: string | null }
/** Another signal that belongs to this one: the one that it repeats, one that repeats it, or one that it is related to. */
export type SignalNeighbour = { id: number; theme: string; kind: SignalItem['kind']; observedOn: string; buurt: string | null; as: 'first' | 'duplicate' | 'related' }

/** One signal opened: with its note, and whether its theme is sensitive (then reading it is recorded). */
export type SignalDetail = SignalItem & {
  sourceId: string
  note: string | null
  sensitive: boolean
  closeReason: CloseReason | null
  duplicateOf: number | null
  /** recorded here by who asks */
  own: boolean
}

const among = <T extends string>(choices: Readonly<Record<T, string>>) => z.enum(Object.keys(choices) as [T, ...T[]], `verwacht: ${Object.keys(choices).join(', ')}`)
const degrees = (max: number) => z.number('verwacht: een getal in graden').min(-max, 'verwacht: graden').max(max, 'verwacht: graden')
const slug = z.string('verwacht: een thema').regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'verwacht: kleine letters, cijfers en streepjes')
const text = z.string('verwacht: tekst').max(2000, 'verwacht: hoogstens 2000 tekens')

/**
 * A signal that somebody records here: the body of `POST /api/v1/signals`, and what waits in the outbox. `sourceId` is made by the browser, so
 * that sending it twice makes one signal.
 */
export const recordedSignal = z
  .strictObject({
    sourceId: z.uuid('verwacht: een uuid'),
    gemeente: z.string().regex(/^GM\d{4}$/, 'verwacht: GM en vier cijfers'),
    theme: slug,
    kind: among(kindLabels),
    accuracy: among(accuracyLabels),
    observedOn: z.string('verwacht: een datum').refine(isDate, 'verwacht: een datum die bestaat, als jjjj-mm-dd').meta({ format: 'date' }),
    lon: degrees(180).optional(),
    lat: degrees(90).optional(),
    buurtCode: z.string().regex(/^BU\d{4}[0-9A-Z]{4}$/, 'verwacht: een buurtcode, BU en acht tekens').optional(),
    audience: among(audienceLabels).default('internal'),
    channel: among(channelLabels),
    evidence: among(evidenceLabels).default('waarneming'),
    note: text.default(''),
    /** the writer says that what looks like personal data is none; written to the audit log */
    confirmText: z.boolean().default(false),
  })
  .check((c) => {
    const { lon, lat, buurtCode, accuracy } = c.value
    const wrong = (path: string, message: string) => void c.issues.push({ code: 'custom', path: [path], message, input: c.value })
    if ((lon === undefined) !== (lat === undefined)) wrong('lon', 'verwacht: lon en lat samen')
    if (lon === undefined && buurtCode === undefined) wrong('place', 'kies een plek: hier, een buurt, of een punt op de kaart')
    if (lon === undefined && accuracy !== 'buurt') wrong('accuracy', 'zonder punt is alleen "buurt" mogelijk')
  })
export type RecordedSignal = z.output<typeof recordedSignal>

/** What the recorder gets back. `item` is null when this reader may not see the signal again (a sensitive theme, a role that sees counts). */
export type Receipt = { id: number; sourceId: string; theme: string; kind: SignalItem['kind']; observedOn: string; accuracy: SignalItem['accuracy']; buurtCode: string | null; noteKept: boolean; item: SignalDetail | null }

/** Changes of a signal: the body of `PATCH /api/v1/signals/{id}`. Closing asks for a reason; opening it again takes the reason away. */
export const signalChange = z
  .strictObject({
    status: among(statusLabels).optional(),
    closeReason: among(closeReasons).optional(),
    audience: among(audienceLabels).optional(),
    note: text.nullable().optional(),
    confirmText: z.boolean().default(false),
  })
  .check((c) => {
    const { status, closeReason } = c.value
    const wrong = (path: string, message: string) => void c.issues.push({ code: 'custom', path: [path], message, input: c.value })
    if (status === 'closed' && closeReason === undefined) wrong('closeReason', 'kies een reden')
    if (status === 'closed' && closeReason === 'vergissing') wrong('status', 'bij deze reden hoort de status "cancelled"')
    if (status === 'cancelled' && closeReason !== 'vergissing') wrong('closeReason', 'verwacht: vergissing')
    if ((status === undefined || status === 'open' || status === 'in_progress') && closeReason !== undefined) wrong('closeReason', 'hoort alleen bij sluiten')
  })

/** What closing for this reason asks of the API. */
export const closing = (closeReason: CloseReason): { status: 'closed' | 'cancelled'; closeReason: CloseReason } => ({ status: closeReason === 'vergissing' ? 'cancelled' : 'closed', closeReason })
