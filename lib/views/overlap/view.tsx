'use client'
import './overlap.css'
import { useMemo } from 'react'
import { dateInAmsterdam } from '@/lib/domain/period'
import { DayChip, FilterRow, GemeenteChip, ThemeChip, WerkgebiedChip } from '@/lib/ui/filters'
import { longDate } from '@/lib/ui/format'
import { Legend, MapLegend, perClass } from '@/lib/ui/legend'
import { AreaMap } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { Segmented } from '@/lib/ui/segmented'
import { DataTable } from '@/lib/ui/table'
import { useChosen } from '@/lib/ui/use-chosen'
import { useView } from '@/lib/ui/use-view'
import { words as shared } from '@/lib/ui/words'
import { classes, lists, overlap, params as schema, type Answer, type Params } from './definition'
import { OverlapPanel } from './panel'
import { sortRows } from './sort'
import { areaColumns, number, OrganisationTable, PairTable } from './tables'
import { words } from './words'

const api = '/api/v1/views/overlap'

/** Who does the same for the same people: one address gives map, tables and panel the same. */
export function OverlapView({ initial }: { initial: Answer }) {
  const { params, answer, current, problem, retry, href, go, csv } = useView({ api, schema, initial })
  const { meta } = answer
  const sort = params.sort ?? '-doubleHours'
  const list = params.list ?? 'buurten'
  const rows = useMemo(() => sortRows(answer.areas, sort), [answer.areas, sort])
  const values = useMemo(() => answer.areas.map((a) => ({ code: a.code, name: a.name, water: a.water, class: a.class, n: a.pairs ?? 0, inhabitants: a.inhabitants, group: a.werkgebied })), [answer.areas])
  const { hovered, setHovered, byKeyboard, select, keys } = useChosen(params.selected, sort, (change) => go({ ...change, pair: undefined }))
  const openPair = (pair: string) => go({ pair })
  const close = () => {
    const row = document.querySelector<HTMLElement>(`.data-table tr[data-id="${params.pair ?? params.selected}"] a`)
    go(params.pair ? { pair: undefined } : { selected: undefined })
    row?.focus({ preventScroll: true })
  }
  const buurt = answer.areas.find((a) => a.code === params.selected)?.name ?? null

  return (
    <div
      className="contents"
      {...keys}
      onKeyDown={(event) => {
        const typing = (event.target as HTMLElement).closest('[popover], select, input, textarea')
        if (event.key === 'Escape' && params.pair && !typing) close()
        else keys.onKeyDown(event)
      }}
    >
      <Screen
        title={overlap.title}
        question={overlap.question}
        fictional={meta.gemeente.fictional}
        busy={current === undefined && !problem}
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
            tipOf={(_layer, p) => tipOf(answer, p)}
            onSelect={select}
            onHover={setHovered}
            onCamera={(map) => go({ map }, 'replace')}
            legend={() => <OverlapLegend answer={answer} />}
          />
        }
        table={
          <>
            <div className="overlap-lists">
              <Segmented label={words.listLabel} value={list} options={lists.map((value) => ({ value, label: words.lists[value] }))} onChange={(to) => go({ list: to === 'buurten' ? undefined : (to as Params['list']) })} />
            </div>
            {list === 'buurten' && <DataTable caption={words.caption(rows.length)} columns={areaColumns} rows={rows} idOf={(a) => a.code} nameOf={(a) => a.name} hrefOf={(a) => href({ selected: a.code, pair: undefined })} selected={params.selected} hovered={hovered} sort={sort} onSort={(to) => go({ sort: to as Params['sort'] })} onOpen={select} onHover={setHovered} />}
            {list === 'paren' && <PairTable rows={answer.findings} buurt={buurt} selected={params.pair} hrefOf={(pair) => href({ pair })} onOpen={openPair} />}
            {list === 'organisaties' && <OrganisationTable rows={answer.organisations} />}
          </>
        }
        panel={
          <Panel open={params.pair ?? params.selected}>
            <OverlapPanel
              answer={answer}
              params={params}
              links={{ csv: csv(), csvPairs: csv('findings'), hrefOf: href, onOpen: openPair }}
              onClose={close}
              focus={byKeyboard}
              onChanged={retry}
            />
          </Panel>
        }
      />
    </div>
  )
}

function Filters({ answer: { meta, choices }, params, go }: { answer: Answer; params: Params; go: (change: { [K in keyof Params]?: Params[K] | undefined }) => void }) {
  return (
    <FilterRow onClear={(params.theme || params.werkgebied || params.on) ? () => go({ theme: undefined, werkgebied: undefined, on: undefined, map: undefined }) : null}>
      <GemeenteChip of={choices.gemeenten} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, pair: undefined, map: undefined })} />
      <ThemeChip of={choices.themes} value={params.theme} onChange={(theme) => go({ theme })} />
      <WerkgebiedChip of={choices.werkgebieden} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />
      <DayChip value={meta.on} today={dateInAmsterdam(new Date())} onChange={(on) => go({ on })} />
    </FilterRow>
  )
}

function tipOf({ areas }: Answer, p: Record<string, unknown>): { title: string; lines: string[] } {
  const row = p.water === true ? undefined : areas.find((a) => a.code === p.code)
  if (!row || row.hours === null) return { title: String(p.name), lines: [] }
  return { title: row.name, lines: [classes.find((c) => c.id === row.class)!.label, `${number(row.doubleHours)} ${words.fact.double}`] }
}

function OverlapLegend({ answer }: { answer: Answer }) {
  const n = perClass(answer.areas.map((a) => a.class))
  return (
    <MapLegend head={words.legendTitle} facts={[words.asOfDay(longDate(answer.meta.on)), shared.boundary(answer.meta.boundaryYear)]}>
      <Legend scope="legend" title={words.legendTitle} entries={classes.filter((c) => !['withheld', 'unknown'].includes(c.id) || n(c.id) > 0).map((c) => ({ of: c, text: c.label, n: String(n(c.id)) }))} />
    </MapLegend>
  )
}
