'use client'
import { useId, useRef, useState, type DragEvent } from 'react'
import { IconFileUpload } from '@/lib/ui/icons'
import { size } from './sizes'
import { words } from './words'

/** A file input that is also a place to drop a file on; the input itself stays what the keyboard and screen readers use. */
export function FileField({ file, accept, help, error, onPick }: { file: File | null; accept: string; help: string; error?: string; onPick: (file: File) => void }) {
  const id = useId()
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const text = words.choose
  const drag = (event: DragEvent, step: 1 | -1) => {
    event.preventDefault()
    depth.current = Math.max(0, depth.current + step)
    setOver(depth.current > 0)
  }
  return (
    <div className="field drop-field">
      {error && (
        <div className="field__error" id={`${id}-error`}>
          {error}
        </div>
      )}
      <div
        className="drop"
        data-over={over || undefined}
        onDragEnter={(e) => drag(e, 1)}
        onDragLeave={(e) => drag(e, -1)}
        onDragOver={(e) => e.preventDefault()}
        onDrop={(e) => {
          e.preventDefault()
          depth.current = 0
          setOver(false)
          const dropped = e.dataTransfer.files[0]
          if (dropped) onPick(dropped)
        }}
      >
        <input
          className="visually-hidden drop__input"
          id={id}
          type="file"
          accept={accept}
          aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`}
          aria-invalid={error ? true : undefined}
          onChange={(e) => {
            const picked = e.target.files?.[0]
            if (picked) onPick(picked)
            e.target.value = '' // choosing the same file again, after it was changed, counts too
          }}
        />
        <label className="utrecht-button utrecht-button--secondary-action drop__button" htmlFor={id}>
          <IconFileUpload size={20} aria-hidden="true" />
          {file ? text.other : text.pickFile}
        </label>
        <div className="drop__text">
          <strong aria-live="polite">{over ? text.dropNow : file ? text.chosen(file.name, size(file.size)) : text.drop}</strong>
          <span className="quiet small" id={`${id}-help`}>
            {help} {text.limit}
          </span>
        </div>
      </div>
    </div>
  )
}
