'use client'
import { useCallback, useMemo, useState } from 'react'
import { IconDownload } from '@/lib/ui/icons'
import { channelLabels, closeReasons, statusLabels, type CloseReason, type SignalItem } from '@/lib/domain/signal'
import { signalListParams, signalListScreen, signalPageSize, type ListChoices, type SignalList, type SignalListParams } from '@/lib/domain/signal-list'
import { Alert } from '@/lib/ui/alert'
import { Button, ButtonLink } from '@/lib/ui/button'
import { longDate, shortDate } from '@/lib/ui/format'
import { AreaMap } from '@/lib/ui/map/area-map'
import { Panel } from '@/lib/ui/panel'
import { Screen } from '@/lib/ui/screen'
import { Select } from '@/lib/ui/select'
import { SignalTabs } from '@/lib/ui/signal-tabs'
import { DataTable, type Column } from '@/lib/ui/table'
import { useAddress, withChange, withoutScreen } from '@/lib/ui/use-address'
import { useAnswer } from '@/lib/ui/use-answer'
import { closeSignals, mergeSignals, relateSignals, type Done } from './actions'
import { Detail } from './detail'
import { Filters } from './filters'
import { words } from './words'

const api = (query: string) => `/api/v1/signals?${query}`
const listQuery = (query: URLSearchParams) => withChange(new URLSearchParams(withoutScreen(query, signalListScreen)), { limit: String(signalPageSize) })
/** An export holds the whole list, whatever page is on the screen. */
const exportOf = (query: URLSearchParams, format: string) => api(withChange(new URLSearchParams(withoutScreen(query, signalListScreen)), { cursor: undefined, limit: undefined, format }))

type Props = { initial: SignalList; query: string; choices: ListChoices; gemeente: { code: string; fictional: boolean }; year: number }

/** The signals that somebody sees one by one: list, map and the one that is open, all from one address. */
export function SignalListView({ initial, query: firstQuery, choices, gemeente, year }: Props) {
  const { query, params: parsed, href, go } = useAddress(signalListParams)
  const params: SignalListParams = parsed ?? {}
  const [first] = useState(() => ({ address: api(listQuery(new URLSearchParams(firstQuery))), answer: initial }))
  const address = api(listQuery(query))
  const { answer, problem, retry } = useAnswer<SignalList>(parsed ? address : null, first)
  const list = answer ?? initial
  const [hovered, setHovered] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlyMap<string, SignalItem>>(new Map())
  const [done, setDone] = useState<Done | null>(null)
  const [stamp, setStamp] = useState(0)
  const [reason, setReason] = useState<CloseReason>('opgelost')

  const themeOf = useCallback((slug: string) => choices.themes.find((t) => t.slug === slug)?.label ?? slug, [choices.themes])
  const nameOf = useCallback((s: SignalItem) => words.nameOf(themeOf(s.theme), s.id), [themeOf])
  const columns = useMemo((): readonly Column<SignalItem>[] => [
    { label: words.columns.theme, sort: 'theme', cell: nameOf },
    { label: words.columns.observedOn, sort: 'observedOn', cell: (s) => shortDate(s.observedOn) },
    { label: words.columns.buurt, sort: 'buurt', cell: (s) => s.buurt ?? words.none },
    { label: words.columns.kind, cell: (s) => words.kinds[s.kind] },
    { label: words.columns.status, sort: 'status', cell: (s) => statusLabels[s.status] },
    { label: words.columns.channel, cell: (s) => (s.channel && (channelLabels as Record<string, string>)[s.channel]) ?? s.channel ?? words.none },
  ], [nameOf])

  const perBuurt = useMemo(() => new Map(list.areas.map((a) => [a.code, a.n])), [list.areas])
  const values = useMemo(() => choices.buurten.filter((b) => params.werkgebied === undefined || b.werkgebied === params.werkgebied)
    .map((b) => ({ code: b.code, name: b.name, water: false, class: 'plain', n: perBuurt.get(b.code) ?? 0, inhabitants: b.inhabitants, group: b.werkgebied })), [choices.buurten, params.werkgebied, perBuurt])

  const after = useCallback((result: Done) => {
    setDone(result)
    setChosen(new Map())
    setStamp((n) => n + 1)
    retry()
  }, [retry])
  const undo = async (take: () => Promise<void>) => {
    await take().then(() => after({ text: words.done.undone, undo: null, problem: null }), (error: Error) => after({ text: '', undo: null, problem: error.message }))
  }
  const pickOne = useCallback((id: string, on: boolean) => setChosen((was) => {
    const next = new Map(was)
    const item = list.items.find((s) => String(s.id) === id)
    if (on && item) next.set(id, item)
    else next.delete(id)
    return next
  }), [list.items])
  const here = list.items.filter((s) => chosen.has(String(s.id))).length
  const items = [...chosen.values()]
  const kept = new URLSearchParams({ ...(params.gemeente && { gemeente: params.gemeente }), ...(params.werkgebied && { werkgebied: params.werkgebied }) })

  return (
    <div className="contents">
      <Screen
        title={words.title}
        question={words.question(list.total)}
        fictional={gemeente.fictional}
        busy={answer === undefined && !problem}
        tabs={<SignalTabs here="list" query={kept.size ? `?${kept}` : ''} />}
        search={<div className="list-record"><ButtonLink look="primary" href="/opnemen">{words.record}</ButtonLink></div>}
        filters={<Filters params={params} choices={choices} go={go} />}
        problem={problem}
        retry={retry}
        map={
          <AreaMap
            of={{ gemeente, boundaryYear: year }}
            classes={noClasses}
            values={values}
            show="count"
            selected={params.selected}
            hovered={null}
            camera={params.map}
            pointsAddress={(bbox) => api(withChange(new URLSearchParams(withoutScreen(query, signalListScreen)), { cursor: undefined, sort: undefined, limit: '2000', format: 'geojson', bbox }))}
            tipOf={(layer, p) => (layer === 'point' ? { title: themeOf(String(p.theme)), lines: [longDate(String(p.observedOn)), words.accuracy[p.accuracy as SignalItem['accuracy']] ?? ''] } : { title: String(p.name), lines: perBuurt.has(String(p.code)) ? [words.tipCount(perBuurt.get(String(p.code))!)] : [] })}
            onSelect={(code) => go({ selected: code, cursor: undefined })}
            onHover={() => {}}
            onCamera={(map) => go({ map }, 'replace')}
            legend={() => <p className="legend legend--note small">{words.mapNote}</p>}
          />
        }
        table={
          <>
            <div aria-live="polite" className="list-told">
              {done?.problem && <Alert kind="error">{done.problem}</Alert>}
              {done?.text && <Alert kind="ok" action={done.undo && <div><Button onClick={() => void undo(done.undo!)}>{words.undo}</Button></div>}>{done.text}</Alert>}
            </div>
            {chosen.size > 0 && (
              <div className="bulk" role="group" aria-label={words.chosen(chosen.size)}>
                <strong>{words.chosen(chosen.size)}</strong>
                <label className="bulk__reason">
                  <span className="visually-hidden">{words.reason}</span>
                  <Select value={reason} onChange={(e) => setReason(e.target.value as CloseReason)} options={Object.entries(closeReasons).map(([value, label]) => ({ value, label }))} />
                </label>
                <Button onClick={() => void closeSignals(items, reason).then(after)}>{words.closeMany(chosen.size)}</Button>
                <Button disabled={chosen.size < 2} title={words.mergeHelp} onClick={() => void mergeSignals(items).then(after)}>{words.merge}</Button>
                <Button disabled={chosen.size < 2} onClick={() => void relateSignals(items).then(after)}>{words.relate}</Button>
                <Button look="subtle" onClick={() => setChosen(new Map())}>{words.unchoose}</Button>
              </div>
            )}
            {list.items.length === 0 ? (
              <p className="list-empty">
                {words.empty} {words.emptyTodo}
              </p>
            ) : (
              <DataTable
                caption={words.caption(list.items.length, list.total)}
                columns={columns}
                rows={list.items}
                idOf={(s) => String(s.id)}
                nameOf={nameOf}
                hrefOf={(s) => href({ signal: String(s.id) })}
                selected={params.signal}
                hovered={hovered}
                sort={params.sort ?? '-observedOn'}
                onSort={(sort) => go({ sort: sort as SignalListParams['sort'], cursor: undefined })}
                onOpen={(id) => go({ signal: id })}
                onHover={setHovered}
                pick={{ labelOf: (s) => words.choose(nameOf(s)), may: () => true, has: (id) => chosen.has(id), onPick: pickOne, all: { label: words.columns.choose, state: here === 0 ? 'none' : here === list.items.length ? 'all' : 'some', onPick: (on) => list.items.forEach((s) => pickOne(String(s.id), on)) } }}
              />
            )}
            <div className="list-foot actions">
              {params.cursor && <ButtonLink href={href({ cursor: undefined })}>{words.first}</ButtonLink>}
              {list.next && <ButtonLink href={href({ cursor: list.next })} onClick={(e) => { if (e.metaKey || e.ctrlKey || e.shiftKey) return; e.preventDefault(); go({ cursor: list.next! }) }}>{words.next}</ButtonLink>}
              <ButtonLink look="subtle" href={exportOf(query, 'csv')} download><IconDownload size={18} aria-hidden="true" /> {words.csv}</ButtonLink>
              <ButtonLink look="subtle" href={exportOf(query, 'geojson')} download="signalen.geojson"><IconDownload size={18} aria-hidden="true" /> {words.geojson}</ButtonLink>
            </div>
          </>
        }
        panel={
          <Panel label={words.panel} open={params.signal}>
            {params.signal ? <Detail id={params.signal} stamp={stamp} themeOf={themeOf} hrefOf={(id) => href({ signal: String(id) })} onClose={() => go({ signal: undefined })} onDone={after} /> : <p className="quiet answer__sentence">{words.nothingOpen}</p>}
          </Panel>
        }
      />
    </div>
  )
}

const noClasses = [{ id: 'plain', label: words.title, fill: null, pattern: 'none' }] as const
