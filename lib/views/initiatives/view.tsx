'use client'
import './initiatives.css'
import { useCallback, useMemo } from 'react'
import { routes } from '@/lib/domain/registers/initiatives'
import { areaCount } from '@/lib/ui/area-count'
import { Chip } from '@/lib/ui/chip'
import { FilterRow, GemeenteChip, ThemeChip, WerkgebiedChip } from '@/lib/ui/filters'
import { count, shortDate } from '@/lib/ui/format'
import { Legend, MapLegend, perClass, Swatch } from '@/lib/ui/legend'
import { AreaMap, areaId } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { sortRows } from '@/lib/ui/sort-rows'
import { DataTable, type Column } from '@/lib/ui/table'
import { useChosen } from '@/lib/ui/use-chosen'
import { useView } from '@/lib/ui/use-view'
import { words as shared } from '@/lib/ui/words'
import { classes, initiatives, params as schema, type Answer, type AreaRow, type Params } from './definition'
import { InitiativesPanel } from './panel'
import { words } from './words'

const api = '/api/v1/views/initiatives'
const number = (value: number | null) => (value === null ? words.none : count(Math.round(value)))
const classOf = (id: AreaRow['class']) => classes.find((c) => c.id === id)!

const columns: readonly Column<AreaRow>[] = [
  { label: words.columns.name, sort: 'name', cell: (a) => a.name },
  { label: words.columns.open, sort: 'open', numeric: true, cell: (a) => number(a.open) },
  { label: words.columns.late, sort: 'late', numeric: true, cell: (a) => number(a.late) },
  { label: words.columns.class, cell: (a) => <span className="class-cell"><Swatch of={classOf(a.class)} id={`legend-${a.class}`} />{classOf(a.class).label}</span> },
  { label: words.columns.owner, numeric: true, cell: (a) => number(a.medianOwnerDays) },
  { label: words.columns.answer, numeric: true, cell: (a) => number(a.medianAnswerDays) },
]

/** Open and late initiatives per buurt: one address gives the map, the table and the panel the same numbers. */
export function InitiativesView({ initial }: { initial: Answer }) {
  const { params, answer, current, problem, retry, href, go, csv } = useView({ api, schema, initial })
  const stale = current === undefined
  const { meta, choices } = answer

  const sort = params.sort ?? '-late'
  const rows = useMemo(() => sortRows<'open' | 'late', AreaRow>(answer.areas, sort, (a, column) => a[column]), [answer.areas, sort])
  const values = useMemo(() => answer.areas.map((a) => ({ ...a, n: a.open ?? 0, group: a.werkgebied })), [answer.areas])
  const { hovered, setHovered, byKeyboard, select, close, keys } = useChosen(params.selected, sort, go)
  const openRow = useCallback((id: string) => select(id.replace(/-water$/, '')), [select])

  const n = perClass(answer.areas.map((a) => a.class))
  const narrowed = (['theme', 'route', 'werkgebied', 'from', 'to', 'source'] as const).some((name) => params[name] !== undefined)

  return (
    <div className="contents" {...keys}>
      <Screen
        title={initiatives.title}
        question={initiatives.question}
        fictional={meta.gemeente.fictional}
        busy={stale && !problem}
        filters={
          <FilterRow onClear={narrowed ? () => go({ theme: undefined, route: undefined, werkgebied: undefined, from: undefined, to: undefined, source: undefined, map: undefined }) : null}>
            <GemeenteChip of={choices.gemeenten} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, map: undefined })} />
            <ThemeChip of={choices.themes} value={params.theme} onChange={(theme) => go({ theme })} />
            <Chip label={words.route} all={words.all} options={Object.entries(routes).map(([value, label]) => ({ value, label }))} value={params.route} onChange={(route) => go({ route: route as Params['route'] })} />
            <WerkgebiedChip of={choices.werkgebieden} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />
          </FilterRow>
        }
        problem={problem}
        retry={retry}
        map={
          <AreaMap
            of={meta}
            classes={initiatives.classes}
            values={values}
            selected={params.selected}
            hovered={hovered}
            camera={params.map}
            tipOf={(_layer, properties) => tipOf(answer, properties)}
            onSelect={select}
            onHover={setHovered}
            onCamera={(map) => go({ map }, 'replace')}
            legend={() => (
              <MapLegend head={words.legendTitle} facts={[words.legendCounts(count(meta.open), count(meta.late)), words.legendOn(shortDate(meta.on)), shared.boundary(meta.boundaryYear)]}>
                <Legend scope="legend" title={words.legendTitle} entries={classes.filter((c) => n(c.id) > 0).map((c) => ({ of: c, text: c.label, n: String(n(c.id)) }))} />
              </MapLegend>
            )}
          />
        }
        table={
          <DataTable
            caption={words.tableCaption(areaCount(rows))}
            columns={columns}
            rows={rows}
            idOf={areaId}
            nameOf={(a) => (a.water ? `${a.name} (${words.water})` : a.name)}
            hrefOf={(a) => href({ selected: a.code })}
            selected={params.selected}
            hovered={hovered}
            sort={sort}
            onSort={(to) => go({ sort: to as Params['sort'] })}
            onOpen={openRow}
            onHover={setHovered}
          />
        }
        panel={
          <Panel open={params.selected}>
            <InitiativesPanel answer={answer} params={{ ...answer.params, selected: params.selected }} csv={csv()} closeHref={href({ selected: undefined })} onClose={close} focus={byKeyboard} />
          </Panel>
        }
      />
    </div>
  )
}

function tipOf({ areas }: Answer, properties: Record<string, unknown>): { title: string; lines: string[] } {
  const row = areas.find((a) => a.code === properties.code && a.water === (properties.water === true))
  if (!row) return { title: String(properties.name), lines: [] }
  return { title: row.name, lines: row.open ? [words.legendCounts(count(row.open), count(row.late ?? 0))] : [classOf(row.class).label] }
}
