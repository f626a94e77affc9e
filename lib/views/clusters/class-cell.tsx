import { Swatch } from '@/lib/ui/legend'
import { clusters, type ClassId } from './definition'

/** The class in words, with its look. */
export function ClassCell({ id }: { id: ClassId }) {
  const of = clusters.classes.find((c) => c.id === id)!
  return (
    <span className="class-cell">
      <Swatch of={of} id={`legend-${id}`} />
      {of.label}
    </span>
  )
}
