import { Swatch } from '@/lib/ui/legend'
import { classes, type ClassId } from './definition'

export const classOf = (id: ClassId) => classes.find((c) => c.id === id)!

/** The phase in words, with its look. */
export function ClassCell({ id }: { id: ClassId }) {
  return (
    <span className="class-cell">
      <Swatch of={classOf(id)} id={`legend-${id}`} />
      {classOf(id).label}
    </span>
  )
}
