'use client'
import { useState } from 'react'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { count, rate, shortDate } from '@/lib/ui/format'
import { Swatch } from '@/lib/ui/legend'
import { DataTable, PlainTable, type Column } from '@/lib/ui/table'
import { classes, type AreaRow, type OrganisationPair, type PairRow } from './definition'
import { words } from './words'

export const number = (n: number | null): string => (n === null ? words.none : n !== 0 && Math.abs(n) < 0.05 ? '0' : rate(n))
export const percent = (share: number | null): string => (share === null ? words.none : `${count(share * 100)}%`)
const euros = (n: number | null): string => (n === null ? words.euroNotShown : words.euro(count(n)))
const classOf = (id: AreaRow['class']) => classes.find((c) => c.id === id)!

export function StateText({ row }: { row: PairRow }) {
  return (
    <span>
      {words.states[row.state]}
      {row.expires && <span className="quiet small"> {words.until(shortDate(row.expires))}</span>}
      {row.unsettled && <span className="quiet small"> ({words.unsettled[row.unsettled]})</span>} {row.wide && <Badge>{words.wide}</Badge>}
    </span>
  )
}

export const areaColumns: readonly Column<AreaRow>[] = [
  { label: words.columns.name, sort: 'name', cell: (a) => a.name },
  { label: words.columns.double, sort: 'doubleHours', numeric: true, cell: (a) => number(a.doubleHours) },
  { label: words.columns.class, cell: (a) => <span className="class-cell"><Swatch of={classOf(a.class)} id={`legend-${a.class}`} />{classOf(a.class).label}</span> },
  { label: words.columns.providers, sort: 'effectiveProviders', numeric: true, cell: (a) => number(a.effectiveProviders) },
  { label: words.columns.hours, sort: 'hours', numeric: true, cell: (a) => number(a.hours) },
  { label: words.columns.need, numeric: true, cell: (a) => number(a.needHours) },
  { label: words.columns.pairs, sort: 'pairs', numeric: true, cell: (a) => (a.pairs === null ? words.none : count(a.pairs)) },
  { label: words.columns.effort, numeric: true, cell: (a) => (a.hoursPerSignal === null ? words.none : words.times(rate(a.hoursPerSignal))) },
  { label: words.columns.euro, numeric: true, cell: (a) => (a.euro === null ? words.none : words.euro(count(a.euro))) },
]

const pairColumns: readonly Column<PairRow>[] = [
  { label: words.pairColumns.pair, cell: (p) => p.firstName },
  { label: words.pairColumns.service, cell: (p) => p.service },
  { label: words.pairColumns.hours, numeric: true, cell: (p) => number(p.hoursPerMonth) },
  { label: words.pairColumns.share, numeric: true, cell: (p) => percent(p.share) },
  { label: words.pairColumns.euro, numeric: true, cell: (p) => euros(p.euroPerYear) },
  { label: words.pairColumns.method, cell: (p) => (p.euroMethod ? words.method[p.euroMethod] : words.none) },
  { label: words.pairColumns.state, cell: (p) => <StateText row={p} /> },
]

const nothing = () => {}

/** Rows that are drawn at once: hundreds more make a phone slow, and nobody reads on that far. */
const firstRows = 50

/** The pairs that are listed, the most hours first; Enter opens the card. The first of them, and all when asked or when the chosen one is further down. */
export function PairTable({ rows, buurt, selected, hrefOf, onOpen }: { rows: readonly PairRow[]; buurt: string | null; selected: string | undefined; hrefOf: (id: string) => string; onOpen: (id: string) => void }) {
  const [all, setAll] = useState(false)
  const whole = all || rows.length <= firstRows || rows.findIndex((p) => p.id === selected) >= firstRows
  return (
    <>
      <DataTable caption={words.pairCaption(rows.length, buurt)} columns={pairColumns} rows={whole ? rows : rows.slice(0, firstRows)} idOf={(p) => p.id} nameOf={(p) => words.pairName(`${p.firstName} (${p.firstOrganisationName})`, `${p.secondName} (${p.secondOrganisationName})`)} hrefOf={(p) => hrefOf(p.id)} selected={selected} hovered={null} sort="" onSort={nothing} onOpen={onOpen} onHover={nothing} />
      {!whole && <Button onClick={() => setAll(true)}>{words.allPairs(rows.length)}</Button>}
    </>
  )
}

/** Organisations two by two over the whole gemeente. */
export function OrganisationTable({ rows }: { rows: readonly OrganisationPair[] }) {
  const { pair, likeness, surplus, candidates } = words.organisationColumns
  const link = (id: number, name: string) => <a className="utrecht-link" href={`/organisaties/${id}`}>{name}</a>
  return (
    <PlainTable
      caption={words.organisationCaption(rows.length)}
      head={[pair, surplus, likeness, candidates]}
      numeric={[1, 2, 3]}
      rows={rows.map((r) => [<span key="p">{link(r.first, r.firstName)} en {link(r.second, r.secondName)}</span>, number(r.sharedSurplusHours), percent(r.likeness), count(r.candidates)])}
    />
  )
}
