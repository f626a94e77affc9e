/**
 * Compresses the scripts and styles of the build once, so that the server (lib/http/door/static-files.mjs) need not do it for every visitor: `file.js.gz`
 * beside `file.js`. Runs after each build, for one folder of it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/** @param folder everything below it */
export function compressStatic(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.(js|mjs|css|svg)$/.test(entry.name))
  for (const { parentPath, name } of entries) writeFileSync(path.join(parentPath, `${name}.gz`), gzipSync(readFileSync(path.join(parentPath, name)), { level: 9 }))
}
