'use client'
import { useCallback, useMemo, type KeyboardEvent } from 'react'
import { monthWindow } from './months'
import { areaCount } from '@/lib/ui/area-count'
import { monthYear } from '@/lib/ui/format'
import { AreaMap, areaId } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { SignalTabs } from '@/lib/ui/signal-tabs'
import { Segmented } from '@/lib/ui/segmented'
import { periodText } from '@/lib/ui/spoken'
import { DataTable } from '@/lib/ui/table'
import { TimeSlider } from '@/lib/ui/time-slider'
import { useChosen } from '@/lib/ui/use-chosen'
import { withoutScreen } from '@/lib/ui/use-address'
import { useView } from '@/lib/ui/use-view'
import { AnswerPanel } from './answer-panel'
import { columnsOf } from './columns'
import { clusters, params as schema, screenNames, type Answer, type Params } from './definition'
import { FindingPanel } from './finding-panel'
import { FindingsTable } from './findings-table'
import { Filters } from './filters'
import { ClustersLegend } from './legend'
import { chosenFinding, outlinesOf } from './outlines'
import { Search } from './search'
import { sortRows } from './sort'
import { tipOf } from './tip'
import { useRun } from './use-run'
import { words } from './words'

const api = '/api/v1/views/clusters'
const noFinding = { finding: undefined, cluster: undefined }

/** Signals per buurt: one address gives the map, the table and the panel the same numbers. */
export function ClustersView({ initial }: { initial: Answer }) {
  const { params, answer, current, problem, retry, href, go, csv } = useView({ api, schema, initial, screen: screenNames })
  const stale = current === undefined || !sameFilters(current.params, params)

  // Words belong to the numbers: while a new answer is on its way the old filters are named. Only the chosen buurt is already new.
  const told = useMemo((): Params => ({ ...answer.params, selected: params.selected }), [answer.params, params.selected])

  const show = params.show ?? 'rate'
  const sort = params.sort ?? (show === 'rate' ? '-ratio' : '-n')
  const rows = useMemo(() => sortRows(answer.areas, sort), [answer.areas, sort])
  const values = useMemo(() => answer.areas.map((a) => ({ ...a, n: a.n ?? 0, group: a.werkgebied })), [answer.areas])
  const columns = useMemo(() => columnsOf(answer), [answer])
  const choose = useCallback((change: { selected: string | undefined }) => go({ ...change, ...noFinding }), [go])
  const { hovered, setHovered, byKeyboard, setByKeyboard, select, close, keys } = useChosen(params.selected, sort, choose)
  const run = useRun(answer, !stale && problem === undefined, retry)
  const { finding: findingParam, cluster: clusterParam } = params
  const chosen = useMemo(() => chosenFinding(answer, { finding: findingParam, cluster: clusterParam }), [answer, findingParam, clusterParam])
  const outlines = useMemo(() => outlinesOf(answer, chosen), [answer, chosen])
  const opened = useCallback((id: number | string) => ({ finding: String(id), cluster: answer.findings.find((f) => String(f.id) === String(id))?.cluster?.toString(), selected: undefined }), [answer.findings])
  const open = useCallback((id: number | string) => go(opened(id)), [go, opened])
  const closeFinding = useCallback(() => {
    go(noFinding)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-finding="${chosen?.id}"]`)?.focus())
  }, [go, chosen])
  const opening = { href: (id: number) => href(opened(id)), onOpen: open }
  const onKeyDown = (event: KeyboardEvent) => {
    keys.onKeyDown(event)
    if (event.key === 'Escape' && params.finding && !(event.target as HTMLElement).closest('[popover], select, input, textarea')) closeFinding()
  }
  const openRow = useCallback((id: string) => select(id.replace(/-water$/, '')), [select])

  const { months } = answer.choices
  const time = months && windowOf(answer, months)
  const moveTime = useCallback((from: string, to: string, how: 'push' | 'replace') => go({ from, to }, how), [go])


  return (
    <div className="contents" {...keys} onKeyDown={onKeyDown}>
      <Screen
        title={clusters.title}
        question={clusters.question}
        fictional={answer.meta.gemeente.fictional}
        busy={stale && !problem}
        tabs={<SignalTabs here="map" query={keptQuery(params)} />}
        search={<Search areas={answer.areas} onFound={(code) => { setByKeyboard(true); select(code) }} />}
        filters={<Filters answer={answer} params={params} go={go} />}
        problem={problem}
        retry={retry}
        map={
          <AreaMap
            of={answer.meta}
            classes={clusters.classes}
            values={values}
            show={show}
            selected={params.selected}
            hovered={hovered}
            camera={params.map}
            pointsAddress={(bbox) => pointsAddress(answer, params, bbox)}
            spotsAddress={(bbox) => spotsAddress(answer, params, bbox)}
            outlines={outlines}
            tipOf={(layer, properties) => tipOf(layer, properties, answer)}
            onSelect={select}
            onOutline={open}
            onHover={setHovered}
            onCamera={(map) => go({ map }, 'replace')}
            legend={(points) => <ClustersLegend answer={answer} show={show} points={points} spots={points.spots} choose={<Segmented label={words.show} value={show} options={[{ value: 'rate', label: words.showRate }, { value: 'count', label: words.showCount }]} onChange={(value) => go({ show: value === 'rate' ? undefined : 'count', sort: undefined })} />} />}
          />
        }
        slider={
          months && time && (
            <TimeSlider
              label={words.slider}
              value={time.at}
              max={time.max}
              first={monthYear(months.first)}
              last={monthYear(months.last)}
              now={periodText(answer.meta)}
              onMove={(value, how) => moveTime(time.from(value), time.to(value), how)}
            />
          )
        }
        table={
          <>
            <DataTable
              caption={words.tableCaption(areaCount(rows))}
              columns={columns}
              rows={rows}
              idOf={areaId}
              nameOf={(a) => (a.water ? `${a.name} (${words.water})` : a.name)}
              hrefOf={(a) => href({ selected: a.code, ...noFinding })}
              selected={params.selected}
              hovered={hovered}
              sort={sort}
              onSort={(to) => go({ sort: to as Params['sort'] })}
              onOpen={openRow}
              onHover={setHovered}
            />
            <FindingsTable answer={answer} {...opening} />
          </>
        }
        panel={
          <Panel open={params.finding ?? params.selected}>
            {params.finding ? (
              <FindingPanel answer={answer} finding={chosen} closeHref={href(noFinding)} onClose={closeFinding} focus={byKeyboard} />
            ) : (
              <AnswerPanel
                answer={answer}
                params={told}
                stale={stale}
                csv={csv()}
                findingsCsv={csv('findings')}
                run={run}
                opening={opening}
                closeHref={href({ selected: undefined })}
                onClose={close}
                focus={byKeyboard}
              />
            )}
          </Panel>
        }
      />
    </div>
  )

  function windowOf(from: Answer, span: { first: string; last: string }) {
    const steps = monthWindow(span, from.meta)
    return { ...steps, text: (at: number) => periodText({ from: steps.from(at), to: steps.to(at) }) }
  }
}

/** What stays when one looks at the list or the presence of the same place. */
function keptQuery({ gemeente, werkgebied }: Params): string {
  const kept = new URLSearchParams({ ...(gemeente && { gemeente }), ...(werkgebied && { werkgebied }) })
  return kept.size ? `?${kept}` : ''
}

function pointsAddress({ meta }: Answer, { theme, source, evidence, kind, werkgebied }: Params, bbox: string): string {
  const query = new URLSearchParams({ gemeente: meta.gemeente.code, bbox, from: meta.from, to: meta.to, format: 'geojson', limit: '2000', ...Object.fromEntries(Object.entries({ theme, source, evidence, kind, werkgebied }).filter(([, v]) => v !== undefined)) } as Record<string, string>)
  return `/api/v1/signals?${query}`
}

/** Street-level spots are of one theme, and only for who sees signals one by one. */
function spotsAddress({ meta }: Answer, { theme, kind }: Params, bbox: string): string | null {
  if (!theme || !meta.may.signals) return null
  return `/api/v1/signals/spots?${new URLSearchParams({ gemeente: meta.gemeente.code, bbox, theme, from: meta.from, to: meta.to, ...(kind && { kind }) })}`
}

/** Whether an answer was made for these filters; what only changes the looks does not count. */
function sameFilters(a: Params, b: Params): boolean {
  const of = (p: Params) => withoutScreen(new URLSearchParams(p as Record<string, string>), screenNames)
  return of(a) === of(b)
}
