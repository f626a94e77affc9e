'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useState } from 'react'
import { IconDownload, IconMap2, IconPlus } from '@/lib/ui/icons'
import type { Register, RegisterId } from '@/lib/domain/register'
import { nameOfRecord } from '@/lib/domain/register-text'
import { registers } from '@/lib/domain/registers'
import { Badge } from '@/lib/ui/badge'
import { ButtonLink } from '@/lib/ui/button'
import { shortDate } from '@/lib/ui/format'
import { DataTable, type Column } from '@/lib/ui/table'
import { withChange } from '@/lib/ui/use-address'
import { words as shared } from '@/lib/ui/words'
import { BulkEdit, type Chosen } from './bulk'
import { Empty } from './empty'
import { ExtraLinks } from './extra-links'
import { Filters } from './filters'
import { Flash } from './flash'
import type { ListAnswer } from './load'
import { ListMap } from './map'
import type { Item } from './shapes'
import { RegisterNav } from './subnav'
import { agoText, dayOf, textOf } from './values'
import { plural, words } from './words'

const text = words.list

/** The list of any register. The server makes it, also without scripts; with them filters, sorting and choosing rows work too. */
export function RegisterList({ id, answer, query }: { id: RegisterId; answer: ListAnswer; /** of the address */ query: string }) {
  const register = registers[id]
  const router = useRouter()
  const { items, total, next, where, may, today } = answer
  const now = useMemo(() => new URLSearchParams(query), [query])
  const href = useCallback((change: Record<string, string | undefined>) => {
    const to = withChange(now, change)
    return to ? `/${register.slug}?${to}` : `/${register.slug}`
  }, [now, register.slug])
  const fileHref = (format: string) => `/api/v1/${register.id}?${withChange(now, { format, cursor: undefined, limit: undefined, show: undefined, map: undefined })}`

  const [hovered, setHovered] = useState<string | null>(null)
  const columns = useMemo(() => columnsOf(register, today), [register, today])
  const showMap = now.get('show') === 'map'
  const filtered = [...now.keys()].some((name) => !['sort', 'cursor', 'limit', 'gemeente', 'show', 'map'].includes(name))
  const scope = withChange(now, { cursor: undefined, sort: undefined, limit: undefined, show: undefined, map: undefined })
  const said = words.count(total, register.one, plural[id])
  const start = now.has('cursor') ? null : 1

  return (
    <div className="register">
      <RegisterNav here={id} role={answer.role} />
      <Flash uid={answer.uid} />
      <header className="register__top">
        <div className="register__title">
          <h1>{register.title}</h1>
          {where.fictional && <Badge>{shared.fictional}</Badge>}
        </div>
        <p className="register__lead">
          {register.question} <strong>{filtered ? text.filtered(said) : total === 1 ? text.one(said) : text.all(said)}</strong>
        </p>
        {may.add && (
          <ButtonLink className="register__add" look="primary" href={`/${register.slug}/nieuw${now.has('gemeente') ? `?gemeente=${now.get('gemeente')}` : ''}`}>
            <IconPlus size={18} aria-hidden="true" />
            {newOf(register)}
          </ButtonLink>
        )}
      </header>
      <Filters register={register} query={query} choices={answer.choices} year={Number(today.slice(0, 4))} />
      {total === 0 ? (
        <Empty register={register} filtered={filtered} may={may.add} admin={answer.role === 'admin'} clear={href({ ...Object.fromEntries([...now.keys()].map((name) => [name, undefined])), gemeente: now.get('gemeente') ?? undefined })} />
      ) : (
        <>
          <div className="register__tools">
            <ExtraLinks id={id} role={answer.role} gemeente={answer.where.code} />
            {register.place && (
              <ButtonLink href={href({ show: showMap ? undefined : 'map' })} onClick={(e) => {
                if (e.metaKey || e.ctrlKey || e.shiftKey) return
                e.preventDefault()
                router.push(href({ show: showMap ? undefined : 'map' }), { scroll: false })
              }}>
                <IconMap2 size={18} aria-hidden="true" />
                {showMap ? text.hideMap : text.showMap}
              </ButtonLink>
            )}
            <span className="register__files">
              <IconDownload size={18} aria-hidden="true" />
              <span className="visually-hidden">{text.exports}:</span>
              <a href={fileHref('csv')} download>{text.csv}</a>
              <a href={fileHref('xlsx')} download>{text.xlsx}</a>
              {register.place && <a href={fileHref('geojson')} download>{text.geojson}</a>}
            </span>
          </div>
          {showMap && <ListMap register={register} address={fileHref('geojson')} where={where} hovered={hovered} />}
          <Choosing key={scope} register={register} answer={answer} scope={scope}>
            {(pick) => (
              <div className="register__table" tabIndex={0} role="group" aria-label={register.title}>
                <DataTable
                  caption={start === null ? said : text.caption(start, start + items.length - 1, total)}
                  columns={columns}
                  rows={items}
                  idOf={(item) => String(item.id)}
                  nameOf={(item) => firstText(register, item)}
                  hrefOf={(item) => `/${register.slug}/${item.id}`}
                  selected={undefined}
                  hovered={hovered}
                  sort={now.get('sort') ?? register.order}
                  onSort={(sort) => router.push(href({ sort, cursor: undefined }), { scroll: false })}
                  onOpen={(itemId) => router.push(`/${register.slug}/${itemId}`)}
                  onHover={setHovered}
                  pick={pick}
                />
              </div>
            )}
          </Choosing>
          {(next !== null || now.has('cursor')) && (
            <nav className="actions" aria-label={text.pages}>
              {now.has('cursor') && <ButtonLink href={href({ cursor: undefined })}>{text.first}</ButtonLink>}
              {next !== null && <ButtonLink href={href({ cursor: next })}>{text.next}</ButtonLink>}
            </nav>
          )}
        </>
      )}
    </div>
  )
}

const newOf = (register: Register): string => (register.the.startsWith('het ') ? text.addNeuter : text.add)(register.one)

/** Chosen rows, over the pages of one list; another filter begins anew. */
function Choosing({ register, answer, scope, children }: { register: Register; answer: ListAnswer; scope: string; children: (pick: Parameters<typeof DataTable<Item>>[0]['pick']) => React.ReactNode }) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map())
  const { items } = answer
  const mine = items.filter((item) => item.may.update)
  const onPick = useCallback((itemId: string, on: boolean) => {
    setChosen((was) => {
      const item = items.find((i) => String(i.id) === itemId)
      const now = new Map(was)
      if (on && item) now.set(itemId, { id: item.id, version: item.version, name: nameOfRecord(register, item) })
      else now.delete(itemId)
      return now
    })
  }, [items, register])
  const here = mine.filter((item) => chosen.has(String(item.id))).length
  if (mine.length === 0 || !Object.values(register.fields).some((f) => f.bulk)) return children(undefined)
  return (
    <>
      {children({
        labelOf: (item) => text.pick(nameOfRecord(register, item)),
        may: (item) => item.may.update,
        has: (itemId) => chosen.has(itemId),
        onPick,
        all: { label: text.pickPage, state: here === 0 ? 'none' : here === mine.length ? 'all' : 'some', onPick: (on) => mine.forEach((item) => onPick(String(item.id), on)) },
      })}
      {chosen.size > 0 && <BulkEdit register={register} answer={answer} scope={scope} chosen={chosen} onChosen={setChosen} />}
    </>
  )
}

/** The first column: what a row is called, and the link to it. */
function firstText(register: Register, item: Item): string {
  const name = register.nameFields[0]!
  return textOf(register.fields[name]!, item[name], item.names[name], { short: true })
}

function columnsOf(register: Register, today: string): Column<Item>[] {
  const first = register.nameFields[0]!
  const shown = Object.entries(register.fields).filter(([name, field]) => field.list && name !== first)
  return [
    { label: register.fields[first]!.label, sort: register.fields[first]!.sort ? first : undefined, cell: () => null },
    ...shown.map(([name, field]): Column<Item> => ({
      label: field.label,
      sort: field.sort ? name : undefined,
      nowrap: field.type === 'date',
      numeric: ['number', 'integer', 'eur'].includes(field.type) && name !== 'year',
      cell: (item) => {
        const value = item[name]
        if (name === 'confirmedAt') return typeof value === 'string' ? <span title={shortDate(dayOf(value))}>{agoText(dayOf(value), today)}</span> : <span className="quiet">{words.record.never}</span>
        return textOf(field, value, item.names[name], { short: true })
      },
    })),
  ]
}
