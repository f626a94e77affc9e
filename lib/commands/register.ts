import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { privacyPage, readRegister, withRegister } from '@/lib/testing/register'
import { root } from './node-packages.mjs'

/** `npm run register`: writes docs/register.json into docs/privacy.md as tables. A test says when it is needed. */
const file = path.join(root, privacyPage)
writeFileSync(file, withRegister(readFileSync(file, 'utf8'), readRegister(root)))
console.log(`${privacyPage} is up to date`)
