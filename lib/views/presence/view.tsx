'use client'
import { useMemo, useState } from 'react'
import { IconChevronDown, IconFilterOff } from '@tabler/icons-react'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Chip } from '@/lib/ui/chip'
import { count, longDate } from '@/lib/ui/format'
import { Legend, Swatch } from '@/lib/ui/legend'
import { AreaMap } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { SignalTabs } from '@/lib/ui/signal-tabs'
import { DataTable, type Column } from '@/lib/ui/table'
import { useAddress, withChange, withoutScreen } from '@/lib/ui/use-address'
import { useAnswer } from '@/lib/ui/use-answer'
import { useChosen } from '@/lib/ui/use-chosen'
import { classes, params as schema, presence, type Answer, type AreaRow, type Params } from './definition'
import { PresencePanel } from './panel'
import { sortRows } from './sort'
import { words } from './words'

const screenNames = ['sort', 'map']
const api = '/api/v1/views/presence'
const addressOf = (query: string) => (query ? `${api}?${query}` : api)
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
  const { query, params: parsed, href, go } = useAddress(schema)
  const params: Params = parsed ?? initial.params
  const [first] = useState(() => ({ address: addressOf(withoutScreen(new URLSearchParams(initial.params as Record<string, string>), screenNames)), answer: initial }))
  const { answer: current, problem, retry } = useAnswer<Answer>(parsed ? addressOf(withoutScreen(query, screenNames)) : null, first)
  const answer = current ?? initial
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
        search={null}
        filters={
          <div className="chips" role="group" aria-label={words.filters}>
            {choices.gemeenten.length > 1 && <Chip label={words.gemeente} options={choices.gemeenten.map((g) => ({ value: g.code, label: g.name }))} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, map: undefined })} />}
            {choices.werkgebieden.length > 0 && <Chip label={words.werkgebied} all={words.all} options={choices.werkgebieden.map((w) => ({ value: w.slug, label: w.name }))} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />}
            {(params.werkgebied || params.from || params.to || params.source) && (
              <button type="button" className="icon-button" aria-label={words.clear} title={words.clear} onClick={() => go({ werkgebied: undefined, from: undefined, to: undefined, source: undefined, map: undefined })}>
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
            classes={classes}
            values={values}
            show="rate"
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
          <Panel label={words.panelLabel} open={params.selected}>
            <PresencePanel answer={answer} params={params} csv={addressOf(withChange(query, { format: 'csv' }))} closeHref={href({ selected: undefined })} onClose={close} focus={byKeyboard} onChanged={retry} />
          </Panel>
        }
      />
    </div>
  )
}

function PresenceLegend({ answer }: { answer: Answer }) {
  const perClass = new Map<string, number>()
  for (const a of answer.areas) perClass.set(a.class, (perClass.get(a.class) ?? 0) + 1)
  return (
    <div className="legend">
      <p className="legend__title small">{words.legendTitle}</p>
      <details open>
        <summary aria-label={words.legend}>
          <IconChevronDown size={20} aria-hidden="true" />
        </summary>
        <Legend scope="legend" title={words.legendTitle} entries={classes.filter((c) => c.id !== 'withheld' || perClass.has(c.id)).map((c) => ({ of: c, text: c.label, n: String(perClass.get(c.id) ?? 0) }))} />
        <ul className="legend__facts small">
          <li>{words.visitsSince(longDate(answer.meta.from))}</li>
          <li>{words.boundary(answer.meta.boundaryYear)}</li>
        </ul>
      </details>
    </div>
  )
}
