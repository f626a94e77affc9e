'use client'
import './initiatives.css'
import { useCallback, useMemo, useState } from 'react'
import { IconChevronDown, IconFilterOff } from '@tabler/icons-react'
import { routes } from '@/lib/domain/registers/initiatives'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Chip } from '@/lib/ui/chip'
import { count, shortDate } from '@/lib/ui/format'
import { Legend, Swatch } from '@/lib/ui/legend'
import { AreaMap, areaId } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { sortRows } from '@/lib/ui/sort-rows'
import { DataTable, type Column } from '@/lib/ui/table'
import { useAddress, withChange, withoutScreen } from '@/lib/ui/use-address'
import { useAnswer } from '@/lib/ui/use-answer'
import { useChosen } from '@/lib/ui/use-chosen'
import { classes, initiatives, params as schema, type Answer, type AreaRow, type Params } from './definition'
import { InitiativesPanel } from './panel'
import { words } from './words'

const screenNames = ['map', 'sort']
const api = '/api/v1/views/initiatives'
const addressOf = (query: string) => (query ? `${api}?${query}` : api)
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
  const { query, params: parsed, href, go } = useAddress(schema)
  const params: Params = parsed ?? initial.params
  const [first] = useState(() => ({ address: addressOf(withoutScreen(new URLSearchParams(initial.params as Record<string, string>), screenNames)), answer: initial }))
  const address = addressOf(withoutScreen(query, screenNames))
  const { answer: current, problem, retry } = useAnswer<Answer>(parsed ? address : null, first)
  const answer = current ?? initial
  const stale = current === undefined
  const { meta, choices } = answer

  const sort = params.sort ?? '-late'
  const rows = useMemo(() => sortRows<'open' | 'late', AreaRow>(answer.areas, sort, (a, column) => a[column]), [answer.areas, sort])
  const values = useMemo(() => answer.areas.map((a) => ({ ...a, n: a.open ?? 0, group: a.werkgebied })), [answer.areas])
  const { hovered, setHovered, byKeyboard, select, close, keys } = useChosen(params.selected, sort, go)
  const openRow = useCallback((id: string) => select(id.replace(/-water$/, '')), [select])

  const perClass = (id: string) => answer.areas.filter((a) => a.class === id).length
  const narrowed = (['theme', 'route', 'werkgebied', 'from', 'to', 'source'] as const).some((name) => params[name] !== undefined)

  return (
    <div className="contents" {...keys}>
      <Screen
        title={initiatives.title}
        question={initiatives.question}
        fictional={meta.gemeente.fictional}
        busy={stale && !problem}
        search={null}
        filters={
          <div className="chips" role="group" aria-label={words.filters}>
            {choices.gemeenten.length > 1 && <Chip label={words.gemeente} options={choices.gemeenten.map((g) => ({ value: g.code, label: g.name }))} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, map: undefined })} />}
            <Chip label={words.theme} all={words.all} options={choices.themes.map((t) => ({ value: t.slug, label: t.label }))} value={params.theme} onChange={(theme) => go({ theme })} />
            <Chip label={words.route} all={words.all} options={Object.entries(routes).map(([value, label]) => ({ value, label }))} value={params.route} onChange={(route) => go({ route: route as Params['route'] })} />
            {choices.werkgebieden.length > 0 && <Chip label={words.werkgebied} all={words.all} options={choices.werkgebieden.map((w) => ({ value: w.slug, label: w.name }))} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />}
            {narrowed && (
              <button type="button" className="icon-button" aria-label={words.clear} title={words.clear} onClick={() => go({ theme: undefined, route: undefined, werkgebied: undefined, from: undefined, to: undefined, source: undefined, map: undefined })}>
                <IconFilterOff size={20} aria-hidden="true" />
              </button>
            )}
          </div>
        }
        notice={problem && <Alert kind={problem.passing ? 'info' : 'warning'} title={problem.problem.title} action={<div><Button onClick={retry}>{words.retry}</Button></div>}>{problem.message}</Alert>}
        map={
          <AreaMap
            gemeente={meta.gemeente.code}
            year={meta.boundaryYear}
            attribution={words.boundarySource(meta.boundaryYear, meta.gemeente.fictional)}
            classes={initiatives.classes}
            values={values}
            show="rate"
            selected={params.selected}
            hovered={hovered}
            camera={params.map}
            tipOf={(_layer, properties) => tipOf(answer, properties)}
            onSelect={select}
            onHover={setHovered}
            onCamera={(map) => go({ map }, 'replace')}
            legend={() => (
              <div className="legend">
                <strong className="legend__head">{words.legendTitle}</strong>
                <details open>
                  <summary aria-label={words.legend}>
                    <IconChevronDown size={20} aria-hidden="true" />
                  </summary>
                  <Legend scope="legend" title={words.legendTitle} entries={classes.filter((c) => perClass(c.id) > 0).map((c) => ({ of: c, text: c.label, n: String(perClass(c.id)) }))} />
                  <ul className="legend__facts small">
                    <li>{words.legendCounts(count(meta.open), count(meta.late))}</li>
                    <li>{words.legendOn(shortDate(meta.on))}</li>
                    <li>{words.boundary(meta.boundaryYear)}</li>
                  </ul>
                </details>
              </div>
            )}
          />
        }
        table={
          <DataTable
            caption={words.tableCaption(count(rows.length))}
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
          <Panel label={words.panelLabel} open={params.selected}>
            <InitiativesPanel answer={answer} params={{ ...answer.params, selected: params.selected }} csv={addressOf(withChange(query, { format: 'csv' }))} closeHref={href({ selected: undefined })} onClose={close} focus={byKeyboard} />
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
