import { Swatch } from '@/lib/ui/legend'
import { coverage, type AccessClass, type ClassId } from './definition'

export const classOf = (id: ClassId | AccessClass) => coverage.classes.find((c) => c.id === id)!

/** The class in words, with its look. */
export function ClassCell({ id }: { id: ClassId | AccessClass }) {
  return (
    <span className="class-cell">
      <Swatch of={classOf(id)} id={`legend-${id}`} />
      {classOf(id).label}
    </span>
  )
}
