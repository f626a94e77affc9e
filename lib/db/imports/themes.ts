import { sql } from 'drizzle-orm'
import { rejectDuplicates, type Subject } from './subject'
import { undoUpsert, upsert, type Target } from './upsert'

const target: Target = {
  table: 'theme',
  key: ['slug'],
  content: ['label', 'domain', 'sensitive', 'public', 'window_weeks', 'min_signals', 'min_sources', 'reach_m', 'min_frequency_weeks'],
}

export const themes: Subject = {
  async validate(check) {
    await rejectDuplicates(check, 'slug', sql`s.data->>'slug'`)
    return []
  },

  apply: (tx, run) =>
    upsert(tx, run, target, sql`
      select t.slug, t.label, t.domain, t.sensitive, t.public, t.window_weeks, t.min_signals, t.min_sources, t.reach_m, t.min_frequency_weeks
      from import_stage s cross join lateral jsonb_populate_record(null::theme, s.data) t where s.run = ${run}`),

  undo: (tx, run) => undoUpsert(tx, run, target),
}
