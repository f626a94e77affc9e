export const root: string
export function nodeRefusal(version: string, wanted?: { tests?: boolean }): string | null
export function ensureNode(wanted?: { tests?: boolean }): void
export function npm(...args: string[]): [program: string, args: string[], options: { cwd: string; shell?: boolean }]
export function ensurePackages(wanted?: { tests?: boolean }): void
export function typescript(file: string, ...args: string[]): string[]
export function rendering(file: string, ...args: string[]): string[]
