import type { Kind } from './kind'
import { RecordReader } from './values'

const kindWords: Record<string, string> = { ronde: 'ronde', spreekuur: 'spreekuur', huisbezoek: 'huisbezoek', bijeenkomst: 'bijeenkomst', anders: 'anders' }

/** Presence in a buurt: what signals are measured against. */
export const visits: Kind = {
  name: 'visits',
  label: 'Bezoeken',
  template: ['source_id,visited_on,buurt_code,by_role,kind,planned', 'V-001,2026-03-14,BU99990101,wijkmanager,ronde,nee', 'V-002,2026-03-15,BU99990102,wijkmanager,spreekuur,ja'],
  needsBoundaries: true,

  normalise(record, { options, info, today }) {
    const read = new RecordReader(record, options.map?.columns, info.decimalComma ?? false)
    const row = {
      source: read.text(['source', 'bron']) ?? options.source ?? 'bezoeken',
      sourceId: read.required(['source_id', 'id'], 'Het nummer van het bezoek'),
      visitedOn: read.date(['visited_on', 'datum', 'date'], 'De datum', today),
      buurt: read.required(['buurt_code', 'buurtcode'], 'De buurt')?.toUpperCase() ?? null,
      byRole: read.text(['by_role', 'door']) ?? 'wijkmanager',
      kind: read.choice(['kind', 'soort'], kindWords, 'ronde'),
      planned: read.yesNo(['planned', 'gepland'], false),
    }
    return read.rejects.length > 0 ? { rejects: read.rejects } : { rows: [row] }
  },
}
