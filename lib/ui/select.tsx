'use client'
import { useEffect, useRef, type ComponentProps } from 'react'

export type Option = { value: string; label: string }

/**
 * A native select. The page is readable before its script has arrived, so somebody on a slow line may choose at once; React
 * takes the list over without looking at it, and the choice would show and do nothing. So look once, and tell.
 */
export function Select({ options, className, ...rest }: { options: readonly Option[] } & Omit<ComponentProps<'select'>, 'ref'>) {
  const list = useRef<HTMLSelectElement>(null)
  const rendered = useRef(rest.value)
  useEffect(() => {
    if (list.current && rendered.current !== undefined && list.current.value !== String(rendered.current)) list.current.dispatchEvent(new Event('change', { bubbles: true }))
  }, [])
  return (
    <select ref={list} className={['utrecht-select', 'utrecht-select--html-select', className].filter(Boolean).join(' ')} {...rest}>
      {options.map((o) => (
        <option key={o.value} value={o.value}>
          {o.label}
        </option>
      ))}
    </select>
  )
}
