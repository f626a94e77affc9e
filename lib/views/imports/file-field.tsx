'use client'
import { useId, useRef, useState, type DragEvent } from 'react'
import { IconFileUpload } from '@tabler/icons-react'
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
      <label className="field__label" htmlFor={id}>
        {text.pickFile}
      </label>
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
        <IconFileUpload size={28} stroke={1.6} aria-hidden="true" />
        <div className="drop__text">
          <strong>{over ? text.dropNow : file ? text.chosen(file.name, size(file.size)) : text.drop}</strong>
          <span className="quiet small" id={`${id}-help`}>
            {help} {text.limit}
          </span>
        </div>
        <input
          className="drop__input"
          id={id}
          type="file"
          accept={accept}
          aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`}
          aria-invalid={error ? true : undefined}
          onChange={(e) => {
            const picked = e.target.files?.[0]
            if (picked) onPick(picked)
          }}
        />
      </div>
    </div>
  )
}
