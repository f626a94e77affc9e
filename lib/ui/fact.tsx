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
