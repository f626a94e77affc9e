'use client'
import { useMemo, useState } from 'react'
import { IconMap2 } from '@/lib/ui/icons'
import { Button } from '@/lib/ui/button'
import { Legend, MapLegend } from '@/lib/ui/legend'
import { AreaMap } from '@/lib/ui/map/area-map'
import { workClasses, type WorkRow } from './definition'
import { words } from './words'

const text = words.where

/** The buurten where the organisation works, on a map; it loads when it is asked for. The table beside it says the same. */
export function WorkMap({ rows, of }: { rows: readonly WorkRow[]; of: { gemeente: { code: string; fictional: boolean }; boundaryYear: number } }) {
  const [open, setOpen] = useState(false)
  const [hovered, setHovered] = useState<string | null>(null)
  const values = useMemo(() => rows.map((r) => ({ code: r.code, name: r.name, water: r.water, class: r.class, n: r.activities, inhabitants: r.inhabitants, group: r.werkgebied })), [rows])
  if (!open)
    return (
      <p>
        <Button onClick={() => setOpen(true)}>
          <IconMap2 size={18} aria-hidden="true" /> {text.showMap}
        </Button>
      </p>
    )
  return (
    <div className="work-map" role="group" aria-label={text.map}>
      <AreaMap
        of={of}
        classes={workClasses}
        values={values}
        selected={undefined}
        hovered={hovered}
        camera={undefined}
        tipOf={(_layer, properties) => {
          const row = rows.find((r) => r.code === properties.code && r.water === (properties.water === true))
          return row ? { title: row.name, lines: [workClasses.find((c) => c.id === row.class)!.label, ...(row.class === 'none' ? [] : [text.tip(row.activities, row.lines)])] } : null
        }}
        onSelect={() => {}}
        onHover={setHovered}
        onCamera={() => {}}
        legend={() => (
          <MapLegend head={text.legend}>
            <Legend scope="werk" title={text.legend} entries={workClasses.filter((c) => rows.some((r) => r.class === c.id)).map((c) => ({ of: c, text: c.label, n: String(rows.filter((r) => r.class === c.id && !r.water).length) }))} />
          </MapLegend>
        )}
      />
    </div>
  )
}
