import type { Kind } from './kind'
import { RecordReader, toSlug } from './values'

const domainWords: Record<string, string> = { sociaal: 'sociaal', fysiek: 'fysiek', veiligheid: 'veiligheid', zorg: 'zorg' }
const grainWords: Record<string, string> = { kwartaal: 'quarter', quarter: 'quarter', halfjaar: 'half_year', half_year: 'half_year' }

export const themes: Kind = {
  name: 'themes',
  label: "Thema's",
  template: [
    'slug,label,domain,sensitive,public,window_weeks,min_signals,min_sources,reach_m,min_frequency_weeks,coarsen_after_months,delete_after_months,public_period,delicate',
    'eenzaamheid,Eenzaamheid,sociaal,ja,nee,26,3,2,800,4,12,24,,',
    'zwerfafval,Zwerfafval,fysiek,nee,ja,26,3,2,800,4,12,24,kwartaal,nee',
  ],
  needsBoundaries: false,

  normalise(record, { options, info }) {
    const read = new RecordReader(record, options.map?.columns, info.decimalComma ?? false)
    const label = read.required(['label', 'naam'], 'De naam van het thema')
    /** null: stays what it was, for what retention takes away does not come back; so do the length of its public periods and whether it is delicate */
    const months = (name: string): number | null => (read.find([name]) ? read.whole([name], 1, 120, 12) : null)
    const sensitive = read.yesNo(['sensitive', 'gevoelig'], true)
    const row = {
      slug: read.text(['slug', 'code']) ?? (label === null ? null : toSlug(label)),
      label,
      domain: read.choice(['domain', 'domein'], domainWords, 'sociaal'),
      sensitive,
      public: read.yesNo(['public', 'openbaar'], false),
      window_weeks: read.whole(['window_weeks'], 1, 520, 26),
      min_signals: read.whole(['min_signals'], 1, 1000, 3),
      min_sources: read.whole(['min_sources'], 1, 100, 2),
      reach_m: read.whole(['reach_m'], 50, 50_000, 800),
      min_frequency_weeks: read.whole(['min_frequency_weeks', 'min_frequency'], 1, 104, 4),
      coarsen_after_months: months('coarsen_after_months'),
      delete_after_months: months('delete_after_months'),
      public_period: read.find(['public_period', 'openbaar_per']) ? read.choice(['public_period', 'openbaar_per'], grainWords, 'quarter') : null,
      delicate: read.find(['delicate', 'alleen_per_wijk']) ? read.yesNo(['delicate', 'alleen_per_wijk'], false) : null,
    }
    if (row.slug !== null && !/^[a-z0-9][a-z0-9-]{0,63}$/.test(row.slug)) read.reject('slug', 'slug_invalid', 'Verwacht: kleine letters, cijfers en streepjes.', row.slug)
    if (row.sensitive && row.public) read.reject('public', 'sensitive_public', 'Een gevoelig thema kan nooit openbaar zijn.')
    if (row.sensitive && row.delicate) read.reject('delicate', 'sensitive_delicate', 'Een gevoelig thema is nooit openbaar, dus ook niet per wijk. Verwacht: bij een van de twee nee.')
    return read.rejects.length > 0 ? { rejects: read.rejects } : { rows: [row] }
  },
}
