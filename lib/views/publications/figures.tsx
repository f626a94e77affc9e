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
        const bases = [...new Set(own.map((l) => l.base))].sort((a, b) => a - b)
        return (
          <details key={theme} open={themes.length === 1}>
            <summary>
              {label} <span className="quiet small">({bases.includes(10) && text.perWijk}{text.changed(changed)})</span>
            </summary>
            <ThemeTable caption={text.caption(label, bases)} leaves={own} />
          </details>
        )
      })}
    </section>
  )
}

function ThemeTable({ caption, leaves }: { caption: string; leaves: readonly LeafChange[] }) {
  const periods = [...new Set(leaves.map((l) => l.period))].sort()
  const areas = [...new Map(leaves.map((l) => [l.area, l.base === 10 ? text.wholeWijk(l.areaName) : l.areaName])).entries()].sort((a, b) => a[1].localeCompare(b[1], 'nl'))
  const at = new Map(leaves.map((l) => [`${l.area} ${l.period}`, l]))
  return (
    <div className="publications__table" role="region" aria-label={caption} tabIndex={0}>
      <table className="utrecht-table">
        <caption className="visually-hidden">{caption}</caption>
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
  const { before, after, base } = leaf
  const told = (p: number): string => tellP(p, base)
  if (before === after) return <td>{told(after!)}</td>
  return <td className="publications__changed">{after === null ? text.gone(told(before!)) : before === null ? text.isNew(told(after)) : text.becomes(told(before), told(after))}</td>
}
