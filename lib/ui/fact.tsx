/** A number with what it is about, in a `dl.facts`. */
export function Fact({ value, label, note, main }: { value: string; label: string; note?: string; main?: boolean }) {
  return (
    <div className="fact" data-main={main || undefined}>
      <dt>{label}</dt>
      <dd>
        <span className="fact__value">{value}</span>
        {note && <span className="fact__note quiet small">{note}</span>}
      </dd>
    </div>
  )
}

/** Numbers with their names, one under the other. */
export function NumberList({ of }: { of: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className="looked">
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
