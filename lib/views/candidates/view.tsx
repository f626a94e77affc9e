'use client'
import './candidates.css'
import { useMemo } from 'react'
import { mostTop } from '@/lib/domain/focus-candidates'
import { Chip } from '@/lib/ui/chip'
import { FilterRow, GemeenteChip, WerkgebiedChip } from '@/lib/ui/filters'
import { longDate } from '@/lib/ui/format'
import { Legend, MapLegend, perClass } from '@/lib/ui/legend'
import { AreaMap } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { DataTable } from '@/lib/ui/table'
import { useChosen } from '@/lib/ui/use-chosen'
import { useView } from '@/lib/ui/use-view'
import { words as shared } from '@/lib/ui/words'
import { classes, params as schema, type Answer, type Params } from './definition'
import { CandidatesPanel } from './panel'
import { proposeHref } from './propose'
import { sortRows } from './sort'
import { areaColumns, classOf } from './tables'
import { words } from './words'

const api = '/api/v1/focus-candidates'

/** Candidates: one address gives map, table and panel the same. Rows stand by name; by how firm a choice is only when the reader asks. */
export function CandidatesView({ initial }: { initial: Answer }) {
  const { params, answer, current, problem, retry, href, go, csv } = useView({ api, schema, initial, asks: initial.meta.visible })
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
            legend={() => <CandidatesLegend answer={answer} />}
          />
        }
        table={<DataTable caption={words.caption(rows.length)} columns={areaColumns} rows={rows} idOf={(a) => a.code} nameOf={(a) => a.name} hrefOf={(a) => href({ selected: a.code })} selected={params.selected} hovered={hovered} sort={sort} onSort={(to) => go({ sort: to as Params['sort'] })} onOpen={select} onHover={setHovered} />}
        panel={
          <Panel open={params.selected}>
            <CandidatesPanel answer={answer} params={params} csv={csv()} hrefOf={href} go={go} onClose={close} focus={byKeyboard} />
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
    <FilterRow onClear={null}>
      <GemeenteChip of={choices.gemeenten} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, thresholds: undefined, map: undefined })} />
      <Chip label={words.year} options={years.map((y) => ({ value: String(y), label: String(y) }))} value={String(meta.year)} onChange={(year) => go({ year, on: undefined })} />
      <Chip label={words.top} options={Array.from({ length: mostTop }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }))} value={String(meta.top)} onChange={(top) => go({ top })} />
      <WerkgebiedChip of={choices.werkgebieden} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />
      {choices.versions.length > 1 && <Chip label={words.thresholds} all={words.newestVersion} options={choices.versions.map((v) => ({ value: String(v.version), label: words.version(v.version) }))} value={params.thresholds} onChange={(thresholds) => go({ thresholds })} />}
    </FilterRow>
  )
}

function tipOf({ areas, meta }: Answer, p: Record<string, unknown>): { title: string; lines: string[] } {
  const row = p.water === true ? undefined : areas.find((a) => a.code === p.code)
  if (!row) return { title: String(p.name), lines: [] }
  return { title: row.name, lines: [classOf(row.class).label, ...(row.share === null ? [] : [words.sentence.candidate(row.name, row.share, meta.top)])] }
}

function CandidatesLegend({ answer }: { answer: Answer }) {
  const n = perClass(answer.areas.map((a) => a.class))
  return (
    <MapLegend head={words.legendTitle} facts={[words.asOfDay(longDate(answer.meta.on)), shared.boundary(answer.meta.boundaryYear)]}>
      <Legend scope="legend" title={words.legendTitle} entries={classes.filter((c) => !['withheld', 'running'].includes(c.id) || n(c.id) > 0).map((c) => ({ of: c, text: c.label, n: String(n(c.id)) }))} />
    </MapLegend>
  )
}
