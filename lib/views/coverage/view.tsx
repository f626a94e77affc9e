'use client'
import './coverage.css'
import { useMemo } from 'react'
import { addDays, daysBetween } from '@/lib/domain/period'
import { count, longDate, monthYear, rate, shortDate } from '@/lib/ui/format'
import { AreaMap } from '@/lib/ui/map/area-map'
import { MapTabs } from '@/lib/ui/map-tabs'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { Segmented } from '@/lib/ui/segmented'
import { DataTable, type Column } from '@/lib/ui/table'
import { TimeSlider } from '@/lib/ui/time-slider'
import { useChosen } from '@/lib/ui/use-chosen'
import { useView } from '@/lib/ui/use-view'
import { ClassCell, classOf } from './class-cell'
import { accessClasses, coverage, coverageClasses, params as schema, type Answer, type AreaRow, type Params } from './definition'
import { Filters } from './filters'
import { CoverageLegend } from './legend'
import { CoveragePanel } from './panel'
import { sinceText } from './sentence'
import { sortRows } from './sort'
import { words } from './words'

const api = '/api/v1/views/coverage'
/** One step of the slider. */
const stepDays = 7

const { columns: heads } = words
const dayCell = (day: string | null) => (day === null ? words.none : shortDate(day))
const name: Column<AreaRow> = { label: heads.name, sort: 'name', cell: (a) => a.name }
const shared: readonly Column<AreaRow>[] = [
  { label: heads.since, sort: 'since', nowrap: true, cell: (a) => dayCell(a.since) },
  { label: heads.lastVisit, sort: 'lastVisit', nowrap: true, cell: (a) => dayCell(a.lastVisit) },
  { label: heads.inhabitants, sort: 'inhabitants', numeric: true, cell: (a) => (a.inhabitants === null ? words.none : count(a.inhabitants)) },
]
const classColumn: Column<AreaRow> = { label: heads.class, sort: 'class', cell: (a) => <ClassCell id={a.class} /> }
const ofAll: readonly Column<AreaRow>[] = [name, classColumn, { label: heads.theme, cell: (a) => (a.class === 'gap' || a.class === 'thin' ? a.theme : words.none) }, ...shared]
const ofTheme: readonly Column<AreaRow>[] = [
  name, classColumn,
  { label: heads.supply, sort: 'supply', numeric: true, cell: (a) => (a.supply === null ? words.none : count(a.supply)) },
  { label: heads.access, sort: 'access', numeric: true, cell: (a) => (a.access === null ? words.none : rate(a.access)) },
  ...shared,
]

/** Need against supply per buurt on a day: one address gives map, table and panel the same. */
export function CoverageView({ initial }: { initial: Answer }) {
  const { params, answer, current, problem, retry, href, go, csv } = useView({ api, schema, initial, screen: ['sort', 'map', 'show'] })
  const { meta, choices } = answer
  const show = params.show ?? 'class'
  const sort = params.sort ?? '-class'
  const rows = useMemo(() => sortRows(answer.areas, sort), [answer.areas, sort])
  const values = useMemo(
    () => answer.areas.map((a) => ({ code: a.code, name: a.name, water: false, class: show === 'class' ? a.class : a.accessClass, n: 0, inhabitants: a.inhabitants, group: a.werkgebied })),
    [answer.areas, show],
  )
  const { hovered, setHovered, byKeyboard, select, close, keys } = useChosen(params.selected, sort, go)
  const steps = Math.max(0, Math.floor(daysBetween(choices.days.first, meta.today) / stepDays))
  const at = Math.max(0, steps - Math.round(daysBetween(meta.on, meta.today) / stepDays))
  const kept = new URLSearchParams({ ...(params.gemeente && { gemeente: params.gemeente }), ...(params.werkgebied && { werkgebied: params.werkgebied }) })
  const stale = current === undefined || current.params.theme !== params.theme || current.params.on !== params.on || current.params.werkgebied !== params.werkgebied || current.params.selected !== params.selected

  return (
    <div className="contents" {...keys}>
      <Screen
        title={coverage.title}
        question={coverage.question}
        fictional={meta.gemeente.fictional}
        busy={stale && !problem}
        tabs={<MapTabs here="coverage" query={kept.size ? `?${kept}` : ''} />}
        filters={<Filters answer={answer} params={params} go={go} />}
        problem={problem}
        retry={retry}
        map={
          <AreaMap
            of={meta}
            classes={show === 'class' ? coverageClasses : accessClasses}
            values={values}
            selected={params.selected}
            hovered={hovered}
            camera={params.map}
            tipOf={(_layer, p) => {
              const row = p.water === true ? undefined : answer.areas.find((a) => a.code === p.code)
              return { title: String(p.name), lines: row ? tipLines(row, show) : [] }
            }}
            onSelect={select}
            onHover={setHovered}
            onCamera={(map) => go({ map }, 'replace')}
            legend={() => (
              <CoverageLegend
                answer={answer}
                show={show}
                choose={params.theme === undefined ? null : <Segmented label={words.show} value={show} options={[{ value: 'class', label: words.showClass }, { value: 'access', label: words.showAccess }]} onChange={(value) => go({ show: value === 'class' ? undefined : 'access', sort: undefined })} />}
              />
            )}
          />
        }
        slider={
          <TimeSlider
            label={words.slider}
            value={at}
            max={steps}
            first={monthYear(addDays(meta.today, -steps * stepDays))}
            last={words.today}
            now={longDate(meta.on)}
            onMove={(value, how) => go({ on: value >= steps ? undefined : addDays(meta.today, (value - steps) * stepDays), to: undefined }, how)}
          />
        }
        table={<DataTable caption={words.tableCaption(rows.length)} columns={params.theme === undefined ? ofAll : ofTheme} rows={rows} idOf={(a) => a.code} nameOf={(a) => a.name} hrefOf={(a) => href({ selected: a.code })} selected={params.selected} hovered={hovered} sort={sort} onSort={(to) => go({ sort: to as Params['sort'] })} onOpen={select} onHover={setHovered} />}
        panel={
          <Panel open={params.selected}>
            <CoveragePanel answer={answer} params={params} csv={csv()} href={href} closeHref={href({ selected: undefined })} go={go} onClose={close} focus={byKeyboard} onChanged={retry} />
          </Panel>
        }
      />
    </div>
  )
}

/** What the mouse shows; the table and the panel say the same. */
function tipLines(row: AreaRow, show: 'class' | 'access'): string[] {
  if (show === 'access') return [row.access === null ? '' : `${rate(row.access)} ${words.access}`, classOf(row.accessClass).label].filter(Boolean)
  const label = row.themes > 0 && row.class !== 'none' && row.supply === null ? `${classOf(row.class).label}: ${row.theme}` : classOf(row.class).label
  return [label, row.since ? words.gapSince(sinceText(row.since, null)) : '', row.class === 'none' ? words.lastVisit(row.lastVisit && longDate(row.lastVisit)) : ''].filter(Boolean)
}
