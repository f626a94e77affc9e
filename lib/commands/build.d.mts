export function ensureBuild(options?: { always?: boolean }): Promise<boolean>
