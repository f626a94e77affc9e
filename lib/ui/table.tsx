'use client'
import { memo, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { words } from './words'

export type Column<Row> = {
  /** name in the address (`sort=name`, `sort=-name`); absent: cannot be sorted */
  sort?: string
  label: string
  numeric?: boolean
  /** short values that stay on one line */
  nowrap?: boolean
  cell: (row: Row) => ReactNode
}

/** Choosing rows: a box in front of each, and one for all. */
export type Pick<Row> = {
  labelOf: (row: Row) => string
  /** rows that may not be chosen have no box */
  may: (row: Row) => boolean
  has: (id: string) => boolean
  onPick: (id: string, on: boolean) => void
  all: { label: string; state: 'none' | 'some' | 'all'; onPick: (on: boolean) => void }
}

type RowProps<Row> = { /** null: rows cannot be chosen here */ picked: boolean | null; pickLabel: string | null; onPick: (id: string, on: boolean) => void; row: Row; rowId: string; columns: readonly Column<Row>[]; href: string; name: string; selected: boolean; hovered: boolean; tabbable: boolean; onOpen: (id: string) => void; onHover: (id: string | null) => void }

function RowView<Row>({ picked, pickLabel, onPick, row, rowId, columns, href, name, selected, hovered, tabbable, onOpen, onHover }: RowProps<Row>) {
  return (
    <tr
      className={`utrecht-table__row${selected ? ' utrecht-table__row--selected' : ''}`}
      data-hovered={hovered || undefined}
      data-id={rowId}
      onMouseEnter={() => onHover(rowId)}
      onMouseLeave={() => onHover(null)}
      onClick={() => onOpen(rowId)}
    >
      {picked !== null && (
        <td className="utrecht-table__cell pick" onClick={(e) => e.stopPropagation()}>
          {pickLabel !== null && (
            <label>
              <input type="checkbox" checked={picked} aria-label={pickLabel} onChange={(e) => onPick(rowId, e.target.checked)} />
            </label>
          )}
        </td>
      )}
      {columns.map((column, i) =>
        i === 0 ? (
          <th key={column.label} scope="row" className="utrecht-table__cell">
            <a
              className="utrecht-link"
              href={href}
              tabIndex={tabbable ? 0 : -1}
              aria-current={selected || undefined}
              onFocus={() => onHover(rowId)}
              onBlur={() => onHover(null)}
              onClick={(e) => {
                if (e.metaKey || e.ctrlKey || e.shiftKey) return
                e.preventDefault()
              }}
            >
              {name}
            </a>
          </th>
        ) : (
          <td key={column.label} className={`utrecht-table__cell${column.numeric ? ' utrecht-table__cell--numeric-column' : ''}${column.nowrap ? ' nowrap' : ''}`}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  )
}
const MemoRow = memo(RowView) as typeof RowView
const nothing = () => {}

/**
 * The rows of a map: sortable, one tab stop, arrow keys walk the rows, Enter opens the panel. The first column is a link, so
 * that a row can be opened in a new tab and works before the scripts have loaded.
 */
export function DataTable<Row>({ caption, columns, rows, idOf, nameOf, hrefOf, selected, hovered, sort, onSort, onOpen, onHover, pick }: {
  caption: ReactNode
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  idOf: (row: Row) => string
  nameOf: (row: Row) => string
  hrefOf: (row: Row) => string
  selected: string | undefined
  hovered: string | null
  /** as in the address: `n`, `-n` */
  sort: string
  onSort: (sort: string) => void
  onOpen: (id: string) => void
  onHover: (id: string | null) => void
  pick?: Pick<Row>
}) {
  const body = useRef<HTMLTableSectionElement>(null)
  const tabStop = rows.some((r) => idOf(r) === selected) ? selected : rows[0] && idOf(rows[0])

  function walk(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }
    const step = steps[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>('th a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    if (at < 0) return
    event.preventDefault()
    links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus()
  }

  return (
    <table className="utrecht-table utrecht-table--html-table data-table">
      <caption className="utrecht-table__caption">{caption}</caption>
      <thead className="utrecht-table__header utrecht-table__header--sticky">
        <tr className="utrecht-table__row">
          {pick && (
            <th scope="col" className="utrecht-table__header-cell pick">
              <label>
                <input
                  type="checkbox"
                  aria-label={pick.all.label}
                  checked={pick.all.state === 'all'}
                  ref={(box) => {
                    if (box) box.indeterminate = pick.all.state === 'some'
                  }}
                  onChange={(e) => pick.all.onPick(e.target.checked)}
                />
              </label>
            </th>
          )}
          {columns.map((column) => {
            const up = sort === column.sort
            const down = sort === `-${column.sort}`
            const next = column.numeric ? (down ? column.sort! : `-${column.sort}`) : up ? `-${column.sort}` : column.sort!
            return (
              <th key={column.label} scope="col" className={`utrecht-table__header-cell${column.numeric ? ' utrecht-table__header-cell--numeric-column' : ''}`} aria-sort={up ? 'ascending' : down ? 'descending' : undefined}>
                {column.sort ? (
                  <button type="button" className="sort" title={words.sortBy(column.label.toLowerCase())} onClick={() => onSort(next)}>
                    {column.label}
                    <span className="sort__arrow" aria-hidden="true">
                      {up ? '▲' : down ? '▼' : ''}
                    </span>
                  </button>
                ) : (
                  <span className="sort sort--fixed">{column.label}</span>
                )}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody ref={body} className="utrecht-table__body" onKeyDown={walk}>
        {rows.map((row) => {
          const id = idOf(row)
          return <MemoRow key={id} picked={pick ? pick.has(id) : null} pickLabel={pick?.may(row) ? pick.labelOf(row) : null} onPick={pick?.onPick ?? nothing} row={row} rowId={id} columns={columns} href={hrefOf(row)} name={nameOf(row)} selected={id === selected} hovered={id === hovered} tabbable={id === tabStop} onOpen={onOpen} onHover={onHover} />
        })}
      </tbody>
    </table>
  )
}

/** A plain table for a wizard or a report. */
export function PlainTable({ caption, hideCaption, head, rows, numeric = [], actions }: { caption: string; hideCaption?: boolean; head: readonly string[]; rows: readonly (readonly ReactNode[])[]; /** columns of numbers, from 0 */ numeric?: readonly number[]; /** the last column is what one can do with a row: it stays in sight, however wide the table is */ actions?: boolean }) {
  const right = (i: number, base: string) => `${base}${numeric.includes(i) ? ` ${base}--numeric-column` : ''}${actions && i === head.length - 1 ? ' actions-column' : ''}`
  return (
    // Focusable, because a wide table scrolls inside it.
    <div className="utrecht-table-container" tabIndex={0} role="group" aria-label={caption}>
      <table className="utrecht-table utrecht-table--html-table">
        <caption className={hideCaption ? 'visually-hidden' : 'utrecht-table__caption'}>{caption}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            {head.map((text, i) => (
              <th key={text} scope="col" className={right(i, 'utrecht-table__header-cell')}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {rows.map((cells, r) => (
            <tr key={r} className="utrecht-table__row">
              {cells.map((cell, i) => (
                <td key={i} className={right(i, 'utrecht-table__cell')}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
