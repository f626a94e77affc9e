import Link from 'next/link'
import { IconExternalLink, IconMapPin, IconPencil } from '@/lib/ui/icons'
import type { ReactNode } from 'react'
import type { Role } from '@/lib/domain/identity'
import type { Field, Register, RegisterId } from '@/lib/domain/register'
import { nameOfRecord } from '@/lib/domain/register-text'
import { registers } from '@/lib/domain/registers'
import { ButtonLink } from '@/lib/ui/button'
import { count, longMoment } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { Confirm } from './confirm'
import { Flash } from './flash'
import { History, whoText } from './history'
import type { RecordAnswer, RelatedList } from './load'
import { Remove } from './remove'
import type { Item } from './shapes'
import { RegisterNav } from './subnav'
import { euros, isEmpty, textOf } from './values'
import { plural, words } from './words'

const text = words.record

/** One record: what is known, whether that still holds, what belongs to it, and what happened to it. `top` stands over the fields, `children` under them. */
export function RecordView({ id, answer, role, top, children }: { id: RegisterId; answer: RecordAnswer; role: Role; top?: ReactNode; children?: ReactNode }) {
  const register = registers[id]
  const { item, related, sums, today } = answer
  const name = nameOfRecord(register, item)
  const confirms = 'confirmedAt' in register.fields
  const shown = Object.entries(register.fields).filter(([field, of]) => field !== 'confirmedAt' && !register.nameFields.includes(field) && (!isEmpty(item[field]) || of.type === 'yesno'))
  return (
    <div className="register">
      <RegisterNav here={id} role={role} />
      <Flash uid={answer.uid} />
      <nav className="crumbs small" aria-label={register.title}>
        <Link href={`/${register.slug}`} prefetch={false}>
          {register.title}
        </Link>
      </nav>
      <header className="register__top">
        <h1>{name}</h1>
        <div className="register__add actions">
          {item.may.update && (
            <ButtonLink look="primary" href={`/${register.slug}/${item.id}/wijzigen`}>
              <IconPencil size={18} aria-hidden="true" />
              {text.edit}
            </ButtonLink>
          )}
          {item.may.delete && (
            <Remove
              register={id}
              item={{ id: item.id, version: item.version, name }}
              uid={answer.uid}
              blocks={related.filter((r) => r.blocks && r.total > 0).map(said)}
              goes={related.filter((r) => !r.blocks && r.total > 0 && id === 'agreements').map(said)}
            />
          )}
        </div>
      </header>
      {confirms && <Confirm register={id} id={item.id} confirmedAt={item.confirmedAt as string | null} may={item.may.confirm} today={today} />}
      {top}
      <section className="block" aria-labelledby="gegevens">
        <h2 id="gegevens">{text.filled}</h2>
        <dl className="record">
          {shown.map(([field, of]) => (
            <div key={field} data-wide={of.type === 'paragraph' || undefined}>
              <dt>{of.label}</dt>
              <dd>
                <Value name={field} field={of} item={item} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {sums && (sums.hours.lines > 0 || sums.subsidyEur.lines > 0) && (
        <PlainTable
          caption={text.sums.line}
          hideCaption
          head={['', text.sums.line, text.sums.agreed, text.sums.left]}
          numeric={[1, 2, 3]}
          rows={[
            [text.sums.hours, count(sums.hours.lines), sums.hours.agreed === null ? words.none : count(sums.hours.agreed), sums.hours.left === null ? words.none : count(sums.hours.left)],
            [text.sums.subsidy, euros(sums.subsidyEur.lines), sums.subsidyEur.agreed === null ? words.none : euros(sums.subsidyEur.agreed), sums.subsidyEur.left === null ? words.none : euros(sums.subsidyEur.left)],
          ]}
        />
      )}
      {children}
      {related.map((list) => (
        <Related key={list.register} list={list} of={item.id} />
      ))}
      <section className="block" aria-labelledby="geschiedenis">
        <h2 id="geschiedenis">{text.history}</h2>
        <p className="quiet small">
          {text.about(item.source, item.sourceId)} {item.version > 1 && text.updated(longMoment(item.updatedAt), whoText(item.updatedBy))}
        </p>
        <History entries={answer.history} register={register} />
      </section>
    </div>
  )
}

const said = (list: RelatedList): string => words.count(list.total, registers[list.register].one, plural[list.register])

/** A value; what it points at is a link. */
function Value({ name, field, item }: { name: string; field: Field; item: Item }) {
  const value = item[name]
  if ((field.type === 'reference' || field.type === 'references') && field.to && field.to in registers && !isEmpty(value)) {
    const { slug } = registers[field.to as RegisterId]
    const names = [item.names[name] ?? []].flat()
    return [value].flat().map((key, i) => (
      <span key={String(key)}>
        {i > 0 && ', '}
        <Link href={`/${slug}/${String(key)}`} prefetch={false}>
          {names[i] ?? String(key)}
        </Link>
      </span>
    ))
  }
  if (name === 'website' && typeof value === 'string' && /^https?:\/\/[^\s/]/i.test(value))
    return (
      <a href={value} rel="noreferrer nofollow" target="_blank">
        {value} <IconExternalLink size={16} aria-hidden="true" />
      </a>
    )
  if (field.type === 'paragraph') return <span className="prose">{String(value)}</span>
  if (field.type === 'point')
    return (
      <span className="with-icon">
        <IconMapPin size={18} aria-hidden="true" /> {textOf(field, value)}
      </span>
    )
  return textOf(field, value, item.names[name])
}

function Related({ list, of }: { list: RelatedList; of: number }) {
  const register: Register = registers[list.register]
  const heading = `bij-${list.register}`
  const shown = Object.entries(register.fields).filter(([field, f]) => f.list && !register.nameFields.includes(field) && field !== list.filter && field !== 'confirmedAt').slice(0, 4)
  return (
    <section className="block" aria-labelledby={heading}>
      <h2 id={heading}>{register.title}</h2>
      {list.items.length === 0 ? (
        <p className="quiet">{text.noRelated(plural[list.register])}</p>
      ) : (
        <PlainTable
          caption={`${register.title}: ${said(list)}`}
          hideCaption
          numeric={shown.flatMap(([field, f], i) => (['number', 'integer', 'eur'].includes(f.type) && field !== 'year' ? [i + 1] : []))}
          head={[register.fields[register.nameFields[0]!]!.label, ...shown.map(([, f]) => f.label)]}
          rows={list.items.map((item) => [
            <Link key="name" href={`/${register.slug}/${item.id}`} prefetch={false}>
              {nameOfRecord(register, item)}
            </Link>,
            ...shown.map(([field, f]) => textOf(f, item[field], item.names[field], { short: true })),
          ])}
        />
      )}
      <p className="actions">
        {list.total > list.items.length && <ButtonLink href={`/${register.slug}?${list.filter}=${of}`}>{text.all(list.total, plural[list.register])}</ButtonLink>}
        {list.add && <ButtonLink href={`/${register.slug}/nieuw?${list.filter}=${of}`}>{(register.the.startsWith('het ') ? words.list.addNeuter : words.list.add)(register.one)}</ButtonLink>}
      </p>
    </section>
  )
}
