export const root: string
export function nodeRefusal(version: string, wanted?: { tests?: boolean }): string | null
export function ensureNode(wanted?: { tests?: boolean }): void
export function ensurePackages(wanted?: { tests?: boolean }): void
export function typescript(file: string, ...args: string[]): string[]
export function rendering(file: string, ...args: string[]): string[]
