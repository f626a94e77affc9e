import { useSyncExternalStore } from 'react'

let known: boolean | undefined

/** Asked once in a page. MapLibre would tell too, by an error, but only after it has come. */
function canDraw(): boolean {
  if (known !== undefined) return known
  const context = document.createElement('canvas').getContext('webgl2')
  known = context !== null
  context?.getExtension('WEBGL_lose_context')?.loseContext() // a page may have a few only
  return known
}

const never = () => () => {}

/** Whether this browser can draw a map. False: the library for it need not come. On the server: true. */
export const useCanDraw = (): boolean => useSyncExternalStore(never, canDraw, () => true)
