import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readRequirements, securityPage, withRequirements } from '@/lib/testing/asvs'
import { root } from './node-packages.mjs'

/** `npm run asvs`: writes docs/asvs.json into docs/security.md as tables. A test says when it is needed. */
const file = path.join(root, securityPage)
writeFileSync(file, withRequirements(readFileSync(file, 'utf8'), readRequirements(root)))
console.log(`${securityPage} is up to date`)
