export const mayUse: Record<string, readonly string[]>
export const roomRules: object[]
