'use client'
import { useEffect, useId, useRef, useState } from 'react'
import { IconSearch } from '@/lib/ui/icons'
import { Textbox } from '@/lib/ui/field'
import { areaId } from '@/lib/ui/map/area-map'
import type { AreaRow } from './definition'
import { words } from './words'

/** Finds a buurt by name: the browser's own list of suggestions; `/` comes here from anywhere. */
export function Search({ areas, onFound }: { areas: readonly AreaRow[]; onFound: (code: string) => void }) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [none, setNone] = useState('')

  useEffect(() => {
    function slash(event: KeyboardEvent) {
      const on = event.target as HTMLElement
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || on.closest('input, select, textarea, [contenteditable]')) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', slash)
    return () => document.removeEventListener('keydown', slash)
  }, [])

  const find = (text: string, exact: boolean): AreaRow | undefined => {
    const asked = text.trim().toLowerCase()
    if (!asked) return undefined
    return areas.find((a) => a.name.toLowerCase() === asked) ?? (exact ? undefined : (areas.find((a) => a.name.toLowerCase().startsWith(asked)) ?? areas.find((a) => a.name.toLowerCase().includes(asked))))
  }
  const found = (area: AreaRow) => {
    setNone('')
    input.current!.value = ''
    onFound(area.code)
  }

  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault()
        const text = input.current!.value
        const area = find(text, false)
        if (area) found(area)
        else setNone(text.trim())
      }}
    >
      <label className="visually-hidden" htmlFor={id}>
        {words.search}
      </label>
      <IconSearch className="search__icon" size={18} aria-hidden="true" />
      <Textbox
        ref={input}
        id={id}
        type="search"
        list={`${id}-list`}
        autoComplete="off"
        placeholder={words.searchHint}
        onChange={(event) => {
          setNone('')
          // A suggestion that was picked arrives as one input event with the whole name.
          const picked = (event.nativeEvent as InputEvent).inputType === undefined || (event.nativeEvent as InputEvent).inputType === 'insertReplacementText'
          const area = picked ? find(event.target.value, true) : undefined
          if (area) found(area)
        }}
      />
      <datalist id={`${id}-list`}>
        {areas.map((a) => (
          <option key={areaId(a)} value={a.name} />
        ))}
      </datalist>
      <span className="search__none" role="status">
        {none && words.searchNone(none)}
      </span>
    </form>
  )
}
