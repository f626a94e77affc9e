import { Fragment } from 'react'
import { tellP, type LeafChange } from '@/lib/domain/release'
import { words } from './words'

const text = words.figures

/** Every figure of a draft beside what is public now: per theme a table of areas by periods, in the words that residents read. */
export function Figures({ leaves }: { leaves: readonly LeafChange[] }) {
  const themes = [...new Map(leaves.map((l) => [l.theme, l.themeLabel])).entries()]
  return (
    <section aria-labelledby="cijfers">
      <h3 id="cijfers">{text.title}</h3>
      <p className="quiet small">{text.note}</p>
      {themes.map(([theme, label]) => {
        const own = leaves.filter((l) => l.theme === theme)
        const changed = own.filter((l) => l.before !== l.after).length
        return (
          <details key={theme} open={themes.length === 1}>
            <summary>
              {label} <span className="quiet small">({text.changed(changed)})</span>
            </summary>
            <ThemeTable label={label} leaves={own} />
          </details>
        )
      })}
    </section>
  )
}

function ThemeTable({ label, leaves }: { label: string; leaves: readonly LeafChange[] }) {
  const periods = [...new Set(leaves.map((l) => l.period))].sort()
  const areas = [...new Map(leaves.map((l) => [l.area, l.areaName])).entries()].sort((a, b) => a[1].localeCompare(b[1], 'nl'))
  const at = new Map(leaves.map((l) => [`${l.area} ${l.period}`, l]))
  return (
    <div className="publications__table" role="region" aria-label={text.caption(label)} tabIndex={0}>
      <table className="utrecht-table">
        <caption className="visually-hidden">{text.caption(label)}</caption>
        <thead>
          <tr>
            <th scope="col">{text.area}</th>
            {periods.map((p) => <th key={p} scope="col">{p}</th>)}
          </tr>
        </thead>
        <tbody>
          {areas.map(([code, name]) => (
            <tr key={code}>
              <th scope="row">{name}</th>
              {periods.map((p) => <Fragment key={p}><Cell leaf={at.get(`${code} ${p}`)} /></Fragment>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ leaf }: { leaf: LeafChange | undefined }) {
  if (!leaf) return <td />
  const { before, after } = leaf
  if (before === after) return <td>{tellP(after!)}</td>
  return <td className="publications__changed">{after === null ? text.gone(tellP(before!)) : before === null ? text.isNew(tellP(after)) : text.becomes(tellP(before), tellP(after))}</td>
}
