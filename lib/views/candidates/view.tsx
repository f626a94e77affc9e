'use client'
import './candidates.css'
import { useMemo, useState } from 'react'
import { IconChevronDown } from '@tabler/icons-react'
import { mostTop } from '@/lib/domain/focus-candidates'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Chip } from '@/lib/ui/chip'
import { longDate } from '@/lib/ui/format'
import { Legend } from '@/lib/ui/legend'
import { AreaMap } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { DataTable } from '@/lib/ui/table'
import { useAddress, withChange, withoutScreen } from '@/lib/ui/use-address'
import { useAnswer } from '@/lib/ui/use-answer'
import { useChosen } from '@/lib/ui/use-chosen'
import { classes, params as schema, type Answer, type Params } from './definition'
import { CandidatesPanel } from './panel'
import { proposeHref } from './propose'
import { sortRows } from './sort'
import { areaColumns, classOf } from './tables'
import { words } from './words'

const screenNames = ['sort', 'map']
const api = '/api/v1/focus-candidates'
const addressOf = (query: string) => (query ? `${api}?${query}` : api)

/** Candidates: one address gives map, table and panel the same. Rows stand by name; by how firm a choice is only when the reader asks. */
export function CandidatesView({ initial }: { initial: Answer }) {
  const { query, params: parsed, href, go } = useAddress(schema)
  const params: Params = parsed ?? initial.params
  const [first] = useState(() => ({ address: addressOf(withoutScreen(new URLSearchParams(initial.params as Record<string, string>), screenNames)), answer: initial }))
  const { answer: current, problem, retry } = useAnswer<Answer>(parsed && initial.meta.visible ? addressOf(withoutScreen(query, screenNames)) : null, first)
  const answer = current ?? initial
  const { meta } = answer
  const sort = params.sort ?? 'name'
  const rows = useMemo(() => sortRows(answer.areas, sort), [answer.areas, sort])
  const values = useMemo(() => answer.areas.map((a) => ({ code: a.code, name: a.name, water: false, class: a.class, n: a.share ?? 0, inhabitants: a.inhabitants, group: a.werkgebied })), [answer.areas])
  const { hovered, setHovered, byKeyboard, select, close, keys } = useChosen(params.selected, sort, go)
  return (
    <div className="contents" {...keys}>
      <Screen
        title={words.heading(meta.year)}
        question={words.question}
        fictional={meta.gemeente.fictional}
        busy={current === undefined && !problem}
        tabs={<span className="small candidates__back"><a className="utrecht-link" href={`/kaart/focus?gemeente=${meta.gemeente.code}`}>{words.back}</a> · {meta.visible && <><a className="utrecht-link" href={proposeHref(meta, params)}>{words.proposeAll}</a> · </>}<a className="utrecht-link" href={`/kaart/focus/rooster?gemeente=${meta.gemeente.code}${params.w && !meta.noPreference ? `&w=${params.w}` : ''}`}>{words.toRotation}</a></span>}
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
            legend={() => <CandidatesLegend answer={answer} />}
          />
        }
        table={<DataTable caption={words.caption(rows.length)} columns={areaColumns} rows={rows} idOf={(a) => a.code} nameOf={(a) => a.name} hrefOf={(a) => href({ selected: a.code })} selected={params.selected} hovered={hovered} sort={sort} onSort={(to) => go({ sort: to as Params['sort'] })} onOpen={select} onHover={setHovered} />}
        panel={
          <Panel label={words.panelLabel} open={params.selected}>
            <CandidatesPanel answer={answer} params={params} csv={addressOf(withChange(query, { format: 'csv' }))} hrefOf={href} go={go} onClose={close} focus={byKeyboard} />
          </Panel>
        }
      />
    </div>
  )
}

function Filters({ answer: { meta, choices }, params, go }: { answer: Answer; params: Params; go: (change: { [K in keyof Params]?: Params[K] | undefined }) => void }) {
  const thisYear = Number(meta.on.slice(0, 4))
  const years = [...new Set([meta.year, ...Array.from({ length: 6 }, (_, i) => thisYear - 1 + i)])].sort((a, b) => a - b)
  return (
    <div className="chips" role="group" aria-label={words.filters}>
      {choices.gemeenten.length > 1 && <Chip label={words.gemeente} options={choices.gemeenten.map((g) => ({ value: g.code, label: g.name }))} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, thresholds: undefined, map: undefined })} />}
      <Chip label={words.year} options={years.map((y) => ({ value: String(y), label: String(y) }))} value={String(meta.year)} onChange={(year) => go({ year, on: undefined })} />
      <Chip label={words.top} options={Array.from({ length: mostTop }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }))} value={String(meta.top)} onChange={(top) => go({ top })} />
      {choices.werkgebieden.length > 0 && <Chip label={words.werkgebied} all={words.all} options={choices.werkgebieden.map((w) => ({ value: w.slug, label: w.name }))} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />}
      {choices.versions.length > 1 && <Chip label={words.thresholds} all={words.newestVersion} options={choices.versions.map((v) => ({ value: String(v.version), label: words.version(v.version) }))} value={params.thresholds} onChange={(thresholds) => go({ thresholds })} />}
    </div>
  )
}

function tipOf({ areas, meta }: Answer, p: Record<string, unknown>): { title: string; lines: string[] } {
  const row = p.water === true ? undefined : areas.find((a) => a.code === p.code)
  if (!row) return { title: String(p.name), lines: [] }
  return { title: row.name, lines: [classOf(row.class).label, ...(row.share === null ? [] : [words.sentence.candidate(row.name, row.share, meta.top)])] }
}

function CandidatesLegend({ answer }: { answer: Answer }) {
  const n = (id: string) => answer.areas.filter((a) => a.class === id).length
  return (
    <div className="legend">
      <p className="legend__title small">{words.legendTitle}</p>
      <details open>
        <summary aria-label={words.legend}>
          <IconChevronDown size={20} aria-hidden="true" />
        </summary>
        <Legend scope="legend" title={words.legendTitle} entries={classes.filter((c) => !['withheld', 'running'].includes(c.id) || n(c.id) > 0).map((c) => ({ of: c, text: c.label, n: String(n(c.id)) }))} />
        <ul className="legend__facts small">
          <li>{words.asOfDay(longDate(answer.meta.on))}</li>
          <li>{words.boundary(answer.meta.boundaryYear)}</li>
        </ul>
      </details>
    </div>
  )
}
