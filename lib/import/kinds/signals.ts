import type { Kind } from './kind'
import { readNote } from './note'
import { placeOfRecord } from './place'
import { RecordReader, toSlug } from './values'

const names = {
  id: ['source_id', 'id', 'service_request_id', 'id_display'],
  date: ['observed_at', 'observed_on', 'datum', 'incident_date_start', 'requested_datetime', 'created_at'],
  theme: ['theme', 'thema'],
  category: ['category.sub_slug', 'category.main_slug', 'service_code', 'service_name'],
  status: ['status', 'status.state'],
  parent: ['parent'],
  accuracy: ['accuracy', 'nauwkeurigheid'],
  buurt: ['buurt_code', 'buurtcode'],
  kind: ['kind', 'soort'],
  evidence: ['evidence', 'bewijssoort'],
  audience: ['audience', 'doelgroep'],
  reporter: ['reporter_key', 'reporter'],
  source: ['source', 'bron'],
  channel: ['channel', 'kanaal'],
  duplicate: ['duplicate_of'],
}

const accuracyWords = { punt: 'punt', straat: 'straat', buurt: 'buurt' }
const kindWords = { knelpunt: 'knelpunt', kans: 'kans' }
const evidenceWords = { cijfer: 'cijfer', waarneming: 'waarneming', beleving: 'beleving' }

const statusWords: Record<string, string> = {
  open: 'open', gemeld: 'open', m: 'open', reopened: 'open',
  in_progress: 'in_progress', 'in behandeling': 'in_progress', i: 'in_progress', b: 'in_progress', h: 'in_progress', ingepland: 'in_progress',
  'closure requested': 'in_progress', 'reopen requested': 'in_progress', 'reaction requested': 'in_progress', 'reaction received': 'in_progress',
  'forward to external': 'in_progress', 'ready to send': 'in_progress', sent: 'in_progress', 'send failed': 'in_progress',
  closed: 'closed', afgehandeld: 'closed', o: 'closed', 'done external': 'closed',
  cancelled: 'cancelled', vervallen: 'cancelled', geannuleerd: 'cancelled', a: 'cancelled', s: 'cancelled',
}
const audienceWords: Record<string, string> = {
  internal: 'internal', intern: 'internal', coordination_team: 'coordination_team', coordinatieteam: 'coordination_team',
  organisation: 'organisation', organisatie: 'organisation', public_aggregate: 'public_aggregate', openbaar: 'public_aggregate',
}

/** Signals from the template, GeoJSON, Signalen or Open311. Texts about a person are never read from reporting systems. */
export const signals: Kind = {
  name: 'signals',
  label: 'Signalen',
  template: [
    'source_id,observed_at,kind,theme,evidence,channel,accuracy,lon,lat,x,y,buurt_code,audience,status,note',
    'S-001,2026-03-14,knelpunt,eenzaamheid,waarneming,spreekuur,punt,4.7601,52.9563,,,,internal,open,',
    'S-002,2026-03-15,kans,ontmoeten,beleving,huisbezoek,buurt,,,,,BU99990101,internal,open,',
  ],
  needsBoundaries: true,
  freeText: true,

  normalise(record, context) {
    const { options, info, today, warn, hashReporter } = context
    const read = new RecordReader(record, options.map?.columns, info.decimalComma ?? false)
    if (read.text(names.parent) !== null) {
      warn('child', 'keer een deelmelding van Signalen overgeslagen; de hoofdmelding telt.')
      return { skip: 'told' }
    }
    const sourceId = read.required(names.id, 'Het nummer van het signaal')
    const observedOn = read.date(names.date, 'De datum', today)
    const theme = themeOf(read, options)
    const status = read.find(names.status)
    const given = placeOfRecord(read, record.geometry, info.srid, options.swapAxes ?? false)
    const place = given === 'fault' ? null : given
    const accuracy = read.choice(names.accuracy, accuracyWords, place ? 'punt' : 'buurt')
    const buurt = read.text(names.buurt)?.toUpperCase() ?? null
    if (given === null && buurt === null)
      read.reject('lon', 'place_missing', 'Dit signaal heeft geen plek. Verwacht: lon en lat, of x en y, of bij nauwkeurigheid "buurt" een buurt_code.')
    if (given === null && accuracy !== null && accuracy !== 'buurt') read.reject('accuracy', 'accuracy_without_point', `Nauwkeurigheid "${accuracy}" vraagt om een punt (lon en lat, of x en y).`)
    const note = readNote(read, theme, context)
    const kind = read.choice(names.kind, kindWords, 'knelpunt')
    const evidence = read.choice(names.evidence, evidenceWords, 'waarneming')
    const audience = read.choice(names.audience, audienceWords, 'internal')
    const ourStatus = status ? (statusWords[String(status.value).trim().toLowerCase()] ?? 'open') : 'open'
    if (status && statusWords[String(status.value).trim().toLowerCase()] === undefined) warn('status_unknown', `keer een onbekende status, gelezen als "open" (de eerste: "${String(status.value).slice(0, 30)}").`)
    if (read.rejects.length > 0) return { rejects: read.rejects }
    const reporter = read.text(names.reporter)
    return {
      rows: [
        {
          // A report of Signalen or Open311 belongs to the system, whatever channel it came through.
          source: (info.format === 'csv' || info.format === 'geojson' ? read.text(names.source) : null) ?? options.source ?? info.format,
          sourceId,
          observedOn,
          kind,
          theme,
          evidence,
          channel: read.text(names.channel),
          accuracy,
          // Accuracy `buurt` is counted in the buurt and never drawn: its point only serves to find the buurt when none is given.
          ...(place && !(accuracy === 'buurt' && buurt !== null) ? place : { buurt }),
          audience,
          status: ourStatus,
          ...note,
          reporterKey: reporter === null ? null : hashReporter(reporter),
          ...(read.has(names.duplicate) ? { duplicateOf: read.text(names.duplicate) } : {}),
        },
      ],
    }
  },
}

function themeOf(read: RecordReader, options: Parameters<Kind['normalise']>[1]['options']): string | null {
  const own = read.text(names.theme)
  if (own !== null) return options.map?.themes?.[own] ?? toSlug(own)
  for (const name of names.category) {
    const said = read.text([name])
    if (said !== null && options.map?.themes?.[said]) return options.map.themes[said]
  }
  if (options.theme) return options.theme
  const said = read.text(names.category)
  if (said === null) read.reject('theme', 'missing', 'Het thema ontbreekt. Verwacht: een kolom "theme", of kies een thema voor alle signalen van deze bron.')
  return said === null ? null : toSlug(said)
}
