import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { nodeRefusal } from './node-packages.mjs'

it.each([['18.20.8', 20.9], ['20.8.1', 20.9], ['20.9.0', null], ['20.20.2', null], ['21.0.0', null], ['22.0.0', null], ['24.21.0', null]])('Node %s runs the app unless older than %s', (version, needed) => {
  expect(nodeRefusal(version)).toBe(needed && `Node 20.9 or newer is needed; this is ${version}.`)
})

it.each([['20.9.0', true], ['20.18.3', true], ['20.19.0', false], ['21.7.0', true], ['22.11.0', true], ['22.12.0', false], ['23.0.0', false], ['24.0.0', false]])('tests on Node %s are refused: %s', (version, refused) => {
  const told = nodeRefusal(version, { tests: true })
  expect(told === null).toBe(!refused)
  if (refused) expect(told).toContain(`this is ${version}`)
})

it('says what package.json says', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } }
  expect(engines.node).toBe('>=20.9')
})
