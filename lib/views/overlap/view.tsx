'use client'
import './overlap.css'
import { useId, useMemo, useState } from 'react'
import { IconChevronDown, IconFilterOff } from '@tabler/icons-react'
import { isDate } from '@/lib/domain/period'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Chip } from '@/lib/ui/chip'
import { longDate } from '@/lib/ui/format'
import { Legend } from '@/lib/ui/legend'
import { AreaMap } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { Segmented } from '@/lib/ui/segmented'
import { DataTable } from '@/lib/ui/table'
import { useAddress, withChange, withoutScreen } from '@/lib/ui/use-address'
import { useAnswer } from '@/lib/ui/use-answer'
import { useChosen } from '@/lib/ui/use-chosen'
import { classes, lists, overlap, params as schema, type Answer, type Params } from './definition'
import { OverlapPanel } from './panel'
import { sortRows } from './sort'
import { areaColumns, number, OrganisationTable, PairTable } from './tables'
import { words } from './words'

const screenNames = ['sort', 'map', 'list']
const api = '/api/v1/views/overlap'
const addressOf = (query: string) => (query ? `${api}?${query}` : api)

/** Who does the same for the same people: one address gives map, tables and panel the same. */
export function OverlapView({ initial }: { initial: Answer }) {
  const { query, params: parsed, href, go } = useAddress(schema)
  const params: Params = parsed ?? initial.params
  const [first] = useState(() => ({ address: addressOf(withoutScreen(new URLSearchParams(initial.params as Record<string, string>), screenNames)), answer: initial }))
  const { answer: current, problem, retry } = useAnswer<Answer>(parsed ? addressOf(withoutScreen(query, screenNames)) : null, first)
  const answer = current ?? initial
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
        search={null}
        filters={<Filters answer={answer} params={params} go={go} />}
        notice={problem && <Alert kind={problem.passing ? 'info' : 'warning'} title={problem.problem.title} action={<div><Button onClick={retry}>{words.retry}</Button></div>}>{problem.message}</Alert>}
        map={
          <AreaMap
            gemeente={meta.gemeente.code}
            year={meta.boundaryYear}
            attribution={words.boundarySource(meta.boundaryYear, meta.gemeente.fictional)}
            classes={classes}
            values={values}
            show="rate"
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
          <Panel label={words.panelLabel} open={params.pair ?? params.selected}>
            <OverlapPanel
              answer={answer}
              params={params}
              links={{ csv: addressOf(withChange(query, { format: 'csv' })), csvPairs: addressOf(withChange(query, { format: 'csv', part: 'findings' })), hrefOf: href, onOpen: openPair }}
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
  const id = useId()
  return (
    <div className="chips" role="group" aria-label={words.filters}>
      {choices.gemeenten.length > 1 && <Chip label={words.gemeente} options={choices.gemeenten.map((g) => ({ value: g.code, label: g.name }))} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, pair: undefined, map: undefined })} />}
      <Chip label={words.theme} all={words.all} options={choices.themes.map((t) => ({ value: t.slug, label: t.label }))} value={params.theme} onChange={(theme) => go({ theme })} />
      {choices.werkgebieden.length > 0 && <Chip label={words.werkgebied} all={words.all} options={choices.werkgebieden.map((w) => ({ value: w.slug, label: w.name }))} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />}
      <div className="chip chip--day" data-active={params.on !== undefined}>
        <label htmlFor={id}>{words.day}</label>
        <input id={id} type="date" key={meta.on} defaultValue={meta.on} onChange={(e) => isDate(e.target.value) && e.target.value !== meta.on && go({ on: e.target.value })} />
      </div>
      {(params.theme || params.werkgebied || params.on) && (
        <button type="button" className="icon-button" aria-label={words.clear} title={words.clear} onClick={() => go({ theme: undefined, werkgebied: undefined, on: undefined, map: undefined })}>
          <IconFilterOff size={20} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

function tipOf({ areas }: Answer, p: Record<string, unknown>): { title: string; lines: string[] } {
  const row = p.water === true ? undefined : areas.find((a) => a.code === p.code)
  if (!row || row.hours === null) return { title: String(p.name), lines: [] }
  return { title: row.name, lines: [classes.find((c) => c.id === row.class)!.label, `${number(row.doubleHours)} ${words.fact.double}`] }
}

function OverlapLegend({ answer }: { answer: Answer }) {
  const n = (id: string) => answer.areas.filter((a) => a.class === id).length
  return (
    <div className="legend">
      <p className="legend__title small">{words.legendTitle}</p>
      <details open>
        <summary aria-label={words.legend}>
          <IconChevronDown size={20} aria-hidden="true" />
        </summary>
        <Legend scope="legend" title={words.legendTitle} entries={classes.filter((c) => !['withheld', 'unknown'].includes(c.id) || n(c.id) > 0).map((c) => ({ of: c, text: c.label, n: String(n(c.id)) }))} />
        <ul className="legend__facts small">
          <li>{words.asOfDay(longDate(answer.meta.on))}</li>
          <li>{words.boundary(answer.meta.boundaryYear)}</li>
        </ul>
      </details>
    </div>
  )
}
