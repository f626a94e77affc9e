'use client'
import { useMemo } from 'react'
import { FilterRow, GemeenteChip, WerkgebiedChip } from '@/lib/ui/filters'
import { count, longDate } from '@/lib/ui/format'
import { Legend, MapLegend, perClass, Swatch } from '@/lib/ui/legend'
import { AreaMap } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { SignalTabs } from '@/lib/ui/signal-tabs'
import { DataTable, type Column } from '@/lib/ui/table'
import { useChosen } from '@/lib/ui/use-chosen'
import { useView } from '@/lib/ui/use-view'
import { words as shared } from '@/lib/ui/words'
import { classes, params as schema, presence, type Answer, type AreaRow, type Params } from './definition'
import { PresencePanel } from './panel'
import { sortRows } from './sort'
import { words } from './words'

const api = '/api/v1/views/presence'
const classOf = (id: string) => classes.find((c) => c.id === id)!
const lastText = (a: AreaRow) => (a.class === 'withheld' ? words.none : a.days === null ? words.neverShort : words.agoShort(a.days))

const columns: readonly Column<AreaRow>[] = [
  { label: words.columns.name, sort: 'name', cell: (a) => a.name },
  { label: words.columns.days, sort: 'days', numeric: true, cell: lastText },
  { label: words.columns.target, sort: 'targetWeeks', numeric: true, cell: (a) => (a.targetWeeks === null ? words.none : words.targetShort(a.targetWeeks)) },
  { label: words.columns.class, cell: (a) => <span className="class-cell"><Swatch of={classOf(a.class)} id={`legend-${a.class}`} />{classOf(a.class).label}</span> },
  { label: words.columns.visits, sort: 'visits', numeric: true, cell: (a) => (a.visits === null ? words.none : count(a.visits)) },
]

/** How long ago somebody was in each buurt, against its target: one address gives map, table and panel the same. */
export function PresenceView({ initial }: { initial: Answer }) {
  const { params, answer, current, problem, retry, href, go, csv } = useView({ api, schema, initial })
  const { meta, choices } = answer
  const sort = params.sort ?? '-days'
  const rows = useMemo(() => sortRows(answer.areas, sort), [answer.areas, sort])
  const values = useMemo(() => answer.areas.map((a) => ({ code: a.code, name: a.name, water: false, class: a.class, n: a.visits ?? 0, inhabitants: a.inhabitants, group: a.werkgebied })), [answer.areas])
  const { hovered, setHovered, byKeyboard, select, close, keys } = useChosen(params.selected, sort, go)
  const kept = new URLSearchParams({ ...(params.gemeente && { gemeente: params.gemeente }), ...(params.werkgebied && { werkgebied: params.werkgebied }) })

  return (
    <div className="contents" {...keys}>
      <Screen
        title={presence.title}
        question={presence.question}
        fictional={meta.gemeente.fictional}
        busy={current === undefined && !problem}
        tabs={<SignalTabs here="presence" query={kept.size ? `?${kept}` : ''} />}
        filters={
          <FilterRow onClear={(params.werkgebied || params.from || params.to || params.source) ? () => go({ werkgebied: undefined, from: undefined, to: undefined, source: undefined, map: undefined }) : null}>
            <GemeenteChip of={choices.gemeenten} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, map: undefined })} />
            <WerkgebiedChip of={choices.werkgebieden} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />
          </FilterRow>
        }
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
              return { title: String(p.name), lines: row ? [lastText(row), classOf(row.class).label] : [] }
            }}
            onSelect={select}
            onHover={setHovered}
            onCamera={(map) => go({ map }, 'replace')}
            legend={() => <PresenceLegend answer={answer} />}
          />
        }
        table={<DataTable caption={words.caption(rows.length)} columns={columns} rows={rows} idOf={(a) => a.code} nameOf={(a) => a.name} hrefOf={(a) => href({ selected: a.code })} selected={params.selected} hovered={hovered} sort={sort} onSort={(to) => go({ sort: to as Params['sort'] })} onOpen={select} onHover={setHovered} />}
        panel={
          <Panel open={params.selected}>
            <PresencePanel answer={answer} params={params} csv={csv()} closeHref={href({ selected: undefined })} onClose={close} focus={byKeyboard} onChanged={retry} />
          </Panel>
        }
      />
    </div>
  )
}

function PresenceLegend({ answer }: { answer: Answer }) {
  const n = perClass(answer.areas.map((a) => a.class))
  return (
    <MapLegend head={words.legendTitle} facts={[words.visitsSince(longDate(answer.meta.from)), shared.boundary(answer.meta.boundaryYear)]}>
      <Legend scope="legend" title={words.legendTitle} entries={classes.filter((c) => c.id !== 'withheld' || n(c.id) > 0).map((c) => ({ of: c, text: c.label, n: String(n(c.id)) }))} />
    </MapLegend>
  )
}
