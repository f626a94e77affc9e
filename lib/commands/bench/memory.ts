import { readdirSync, readFileSync } from 'node:fs'

/** A process and its resident memory in bytes; shared pages count in each of them. */
export type ProcessMemory = { pid: number; command: string; rss: number }

/** Whether this system tells what other processes use (Linux). */
export const canSeeMemory = process.platform === 'linux'

/** The process and everything that it started, as they are now; empty when the system does not tell. */
export function processTree(pid: number): ProcessMemory[] {
  if (!canSeeMemory) return []
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : null
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const tree: ProcessMemory[] = []
  for (const queue = [pid]; queue.length > 0; ) {
    const at = queue.shift()!
    const found = read(at)
    if (found) tree.push(found)
    queue.push(...(children.get(at) ?? []))
  }
  return tree
}

/** Samples a process tree until `stop`, which gives the highest sum that it saw, in bytes, and the highest of every process. */
export function watchMemory(pid: number, everyMs = 100): { stop(): { together: number; each: number[] } } {
  let together = 0
  const each = new Map<number, number>()
  const sample = (): void => {
    const tree = processTree(pid)
    together = Math.max(together, tree.reduce((sum, p) => sum + p.rss, 0))
    for (const p of tree) each.set(p.pid, Math.max(each.get(p.pid) ?? 0, p.rss))
  }
  sample()
  const timer = setInterval(sample, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      sample()
      return { together, each: [...each.values()] }
    },
  }
}

function parentOf(pid: string): number | null {
  try {
    // `pid (name) state parent ...`; the name may hold spaces and brackets
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null // it has ended
  }
}

function read(pid: number): ProcessMemory | null {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    return { pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(), rss: pages * 4096 }
  } catch {
    return null
  }
}
