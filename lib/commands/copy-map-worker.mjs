/**
 * Copies MapLibre's worker beside the pages, so that the browser loads it from this server and the content security policy
 * needs no `blob:`; and the engine itself with its style, which the public pages load when somebody opens the large map. Runs before each build;
 * public/maplibre is not in git.
 */
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const to = join(root, 'public', 'maplibre')
mkdirSync(to, { recursive: true })
for (const file of ['maplibre-gl-worker.mjs', 'maplibre-gl-shared.mjs', 'maplibre-gl.mjs', 'maplibre-gl.css']) copyFileSync(join(root, 'node_modules', 'maplibre-gl', 'dist', file), join(to, file))
