export const root: string
export function checkNode(): void
export function ensurePackages(): void
export function typescript(file: string, ...args: string[]): string[]
export function rendering(file: string, ...args: string[]): string[]
