import { sql } from 'drizzle-orm'
import { rejectDuplicates, type Subject } from './subject'
import { undoUpsert, upsert, type Target } from './upsert'

const target: Target = {
  table: 'theme',
  key: ['slug'],
  content: ['label', 'domain', 'sensitive', 'public', 'window_weeks', 'min_signals', 'min_sources', 'reach_m', 'min_frequency_weeks', 'coarsen_after_months', 'delete_after_months', 'public_period', 'delicate'],
}

export const themes: Subject = {
  async validate(check) {
    await rejectDuplicates(check, 'slug', sql`s.data->>'slug'`)
    return []
  },

  apply: (tx, run) =>
    upsert(tx, run, target, sql`
      select t.slug, t.label, t.domain, t.sensitive, t.public, t.window_weeks, t.min_signals, t.min_sources, t.reach_m, t.min_frequency_weeks,
             coalesce(t.coarsen_after_months, old.coarsen_after_months, 12) as coarsen_after_months, coalesce(t.delete_after_months, old.delete_after_months, 24) as delete_after_months,
             coalesce(t.public_period, old.public_period, 'quarter') as public_period, coalesce(t.delicate, old.delicate and not t.sensitive, false) as delicate
      from import_stage s cross join lateral jsonb_populate_record(null::theme, s.data) t left join theme old on old.slug = t.slug where s.run = ${run}`),

  async undo(tx, run) {
    await undoUpsert(tx, run, target)
  },
}
