import { expect, it, onTestFinished, vi } from 'vitest'
import { renameWhenFree } from './rename'

/** A file system that says these words one after the other, and then does it. */
function saying(...codes: string[]) {
  let asked = 0
  const move = (): Promise<void> => {
    const code = codes[asked++]
    return code ? Promise.reject(Object.assign(new Error(code), { code })) : Promise.resolve()
  }
  return { move, asked: () => asked }
}

it('waits on Windows for who has the file open', async () => {
  const windows = saying('EPERM', 'EBUSY', 'EACCES')
  await renameWhenFree('a', 'b', { platform: 'win32', move: windows.move })
  expect(windows.asked()).toBe(4)
})

it('gives up on Windows after two seconds, with what Windows said', async () => {
  const windows = saying(...Array.from({ length: 100 }, () => 'EPERM'))
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const given = renameWhenFree('a', 'b', { platform: 'win32', move: windows.move }).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(windows.asked()).toBe(8)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await given).toMatchObject({ code: 'EPERM' })
  expect(windows.asked()).toBe(9)
})

it.each([['linux', 'EPERM'], ['darwin', 'EACCES'], ['win32', 'ENOENT'], ['win32', 'EEXIST']] as const)('does not wait on %s for %s', async (platform, code) => {
  const other = saying(code)
  await expect(renameWhenFree('a', 'b', { platform, move: other.move })).rejects.toMatchObject({ code })
  expect(other.asked()).toBe(1)
})
