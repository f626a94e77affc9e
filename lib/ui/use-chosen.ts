'use client'
import { useCallback, useEffect, useMemo, useState, type KeyboardEvent } from 'react'

/**
 * The chosen row of a screen with a map, a table and a panel: it lives in the address, its row is scrolled into view, Escape closes the panel and puts the
 * focus back on the row. `keys` are the handlers of the element around all of it; `byKeyboard` says that the panel should take the focus.
 *
 * @param selected code of the chosen buurt
 * @param sort order of the table: the row may have moved
 */
export function useChosen(selected: string | undefined, sort: string, go: (change: { selected: string | undefined }) => void) {
  const [hovered, setHovered] = useState<string | null>(null)
  const [byKeyboard, setByKeyboard] = useState(false)
  const select = useCallback((code: string | undefined) => go({ selected: code }), [go])
  const close = useCallback(() => {
    const row = document.querySelector<HTMLElement>(`.data-table tr[data-id="${selected}"] a`)
    select(undefined)
    row?.focus({ preventScroll: true })
  }, [select, selected])
  const keys = useMemo(
    () => ({
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter') setByKeyboard(true)
        if (event.key === 'Escape' && selected && !(event.target as HTMLElement).closest('[popover], select, input, textarea')) close()
      },
      onPointerDown: () => setByKeyboard(false),
    }),
    [close, selected],
  )
  useScrollToRow(selected, sort)
  return { hovered, setHovered, byKeyboard, setByKeyboard, select, close, keys }
}

function useScrollToRow(code: string | undefined, sort: string) {
  useEffect(() => {
    const row = code && document.querySelector<HTMLElement>(`.data-table tr[data-id="${code}"]`)
    const box = row && row.closest<HTMLElement>('.screen__table')
    // On a phone the table does not scroll by itself, and the page should stay where it is.
    if (!row || !box || box.scrollHeight <= box.clientHeight) return
    const head = box.querySelector('thead')?.clientHeight ?? 0
    const [above, below] = [row.offsetTop - head - box.scrollTop, row.offsetTop + row.offsetHeight - box.scrollTop - box.clientHeight]
    if (above < 0) box.scrollTop += above
    else if (below > 0) box.scrollTop += below + 8
  }, [code, sort])
}
