import { count } from '@/lib/ui/format'

/** A few numbers that belong together, each with its word. */
export function Counts({ items }: { items: readonly { label: string; n: number; look?: 'good' | 'bad' }[] }) {
  return (
    <dl className="counts">
      {items.map(({ label, n, look }) => (
        <div key={label} data-look={n > 0 ? look : undefined}>
          <dd>{count(n)}</dd>
          <dt>{label}</dt>
        </div>
      ))}
    </dl>
  )
}
