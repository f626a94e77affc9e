'use client'
import { phaseLabels } from '@/lib/domain/focus'
import './focus.css'
import { useMemo } from 'react'
import { addMonths, monthOf } from '@/lib/domain/period'
import { Chip } from '@/lib/ui/chip'
import { DayChip, FilterRow, GemeenteChip, WerkgebiedChip } from '@/lib/ui/filters'
import { count, longDate, monthYear, shortDate } from '@/lib/ui/format'
import { Legend, MapLegend, perClass } from '@/lib/ui/legend'
import { AreaMap } from '@/lib/ui/map/area-map'
import { MapTabs } from '@/lib/ui/map-tabs'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { DataTable, type Column } from '@/lib/ui/table'
import { TimeSlider } from '@/lib/ui/time-slider'
import type { Change } from '@/lib/ui/use-address'
import { useChosen } from '@/lib/ui/use-chosen'
import { useView } from '@/lib/ui/use-view'
import { words as shared } from '@/lib/ui/words'
import { ClassCell, classOf } from './class-cell'
import { classes, focus, params as schema, type Answer, type AreaRow, type Params } from './definition'
import { FocusPanel } from './panel'
import { sentence } from './sentence'
import { sortRows } from './sort'
import { words } from './words'

const api = '/api/v1/views/focus'

const columns: readonly Column<AreaRow>[] = [
  { label: words.columns.name, sort: 'name', cell: (a) => a.name },
  { label: words.columns.class, sort: 'phase', cell: (a) => <ClassCell id={a.class} /> },
  { label: words.columns.year, sort: 'year', numeric: true, cell: (a) => a.year ?? words.none },
  { label: words.columns.since, nowrap: true, cell: (a) => (a.since ? shortDate(a.since) : words.none) },
  { label: words.columns.next, sort: 'next', nowrap: true, cell: (a) => (a.next && a.nextOn ? words.nextShort(phaseLabels[a.next], shortDate(a.nextOn)) : words.none) },
  { label: words.columns.measures, sort: 'measures', nowrap: true, cell: (a) => (a.measures === null || a.done === null ? words.none : words.ofTotal(a.done, a.measures)) },
  { label: words.columns.late, sort: 'late', numeric: true, cell: (a) => (a.late === null ? words.none : count(a.late)) },
  { label: words.columns.cohorts, cell: (a) => a.cohorts || words.none },
]

/** Months from one day to another, of the calendar. */
const monthsBetween = (from: string, to: string): number => (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))

/** Cohorts and phases on any day: one address gives map, table and panel the same. */
export function FocusView({ initial }: { initial: Answer }) {
  const { params, answer, current, problem, retry, href, go, csv } = useView({ api, schema, initial })
  const { meta, choices } = answer
  const sort = params.sort ?? 'phase'
  const rows = useMemo(() => sortRows(answer.areas, sort), [answer.areas, sort])
  const values = useMemo(
    // Names of focus buurten come with their year and go before those of large buurten, which `inhabitants` orders.
    () => answer.areas.map((a) => {
      const named = a.year !== null && a.class !== 'regular'
      return { code: a.code, name: named ? `${a.name}\n${a.year}` : a.name, water: false, class: a.class, n: 0, inhabitants: named ? 1e6 + (a.inhabitants ?? 0) : a.inhabitants, group: a.werkgebied }
    }),
    [answer.areas],
  )
  const { hovered, setHovered, byKeyboard, select, close, keys } = useChosen(params.selected, sort, go)
  const begin = monthOf(choices.days.first)
  const kept = new URLSearchParams({ ...(params.gemeente && { gemeente: params.gemeente }), ...(params.werkgebied && { werkgebied: params.werkgebied }) })

  return (
    <div className="contents" {...keys}>
      <Screen
        title={focus.title}
        question={focus.question}
        fictional={meta.gemeente.fictional}
        busy={current === undefined && !problem}
        tabs={<MapTabs here="focus" query={kept.size ? `?${kept}` : ''} />}
        filters={<Filters answer={answer} params={params} go={go} />}
        problem={problem}
        retry={retry}
        map={
          <AreaMap
            of={meta}
            classes={classes}
            values={values}
            selected={params.selected}
            hovered={hovered}
            camera={params.map}
            tipOf={(_layer, p) => {
              const row = p.water === true ? undefined : answer.areas.find((a) => a.code === p.code)
              return { title: row?.name ?? String(p.name), lines: row ? [classOf(row.class).label, sentence(answer, row)] : [] }
            }}
            onSelect={select}
            onHover={setHovered}
            onCamera={(map) => go({ map }, 'replace')}
            legend={() => <FocusLegend answer={answer} />}
          />
        }
        slider={
          <TimeSlider
            label={words.slider}
            value={Math.max(0, monthsBetween(begin, meta.on))}
            max={monthsBetween(begin, choices.days.last)}
            first={monthYear(begin)}
            last={monthYear(choices.days.last)}
            now={longDate(meta.on)}
            onMove={(value, how) => go({ on: monthsBetween(begin, meta.today) === value ? undefined : addMonths(begin, value), to: undefined }, how)}
          />
        }
        table={<DataTable caption={words.tableCaption(rows.length)} columns={columns} rows={rows} idOf={(a) => a.code} nameOf={(a) => a.name} hrefOf={(a) => href({ selected: a.code })} selected={params.selected} hovered={hovered} sort={sort} onSort={(to) => go({ sort: to as Params['sort'] })} onOpen={select} onHover={setHovered} />}
        panel={
          <Panel open={params.selected}>
            <FocusPanel answer={answer} params={params} csv={csv()} href={href} go={go} onClose={close} focused={byKeyboard} />
          </Panel>
        }
      />
    </div>
  )
}

function Filters({ answer: { choices, meta }, params, go }: { answer: Answer; params: Params; go: (change: Change<Params>) => void }) {
  const narrowed = ['on', 'to', 'phase', 'year', 'werkgebied', 'theme', 'from', 'source', 'evidence', 'kind'].some((name) => name in params)
  return (
    <FilterRow onClear={narrowed ? () => go({ on: undefined, to: undefined, phase: undefined, year: undefined, werkgebied: undefined, theme: undefined, from: undefined, source: undefined, evidence: undefined, kind: undefined, map: undefined }) : null}>
      <GemeenteChip of={choices.gemeenten} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, year: undefined, map: undefined })} />
      <DayChip value={meta.on} today={meta.today} onChange={(on) => go({ on, to: undefined })} />
      <Chip label={words.phase} all={words.all} options={classes.map((c) => ({ value: c.id, label: c.label }))} value={params.phase} onChange={(phase) => go({ phase: phase as Params['phase'] })} />
      {choices.years.length > 0 && <Chip label={words.year} all={words.all} options={choices.years.map((y) => ({ value: String(y), label: String(y) }))} value={params.year} onChange={(year) => go({ year })} />}
      <WerkgebiedChip of={choices.werkgebieden} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />
    </FilterRow>
  )
}

function FocusLegend({ answer: { areas, meta } }: { answer: Answer }) {
  const n = perClass(areas.map((a) => a.class))
  return (
    <MapLegend head={words.legendTitle} facts={[words.asOfDay(longDate(meta.on)), shared.boundary(meta.boundaryYear)]}>
      <Legend scope="legend" title={words.legendTitle} entries={classes.map((c) => ({ of: c, text: c.label, n: String(n(c.id)) }))} />
    </MapLegend>
  )
}
