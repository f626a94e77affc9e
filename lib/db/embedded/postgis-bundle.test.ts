import { describe, expect, it } from 'vitest'
import { keepEntries } from './postgis-bundle'

function entry(name: string, content: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0, 'latin1')
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  header.write('ustar  \0', 257, 'latin1')
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512)
  return Buffer.concat([header, Buffer.from(content, 'latin1'), padding])
}
const end = Buffer.alloc(1024)

describe('a bundle with less in it', () => {
  const [a, b, empty, long] = [entry('lib/a.so', 'a'.repeat(512)), entry('lib/b.so', 'b'.repeat(513)), entry('share/', ''), entry('share/c.sql', 'c'.repeat(1100))]
  const whole = Buffer.concat([a, b, empty, long, end])

  it('holds what was asked for, as it was, and ends as an archive does', () => {
    expect(keepEntries(whole, /^lib\/b|^share\/c/).equals(Buffer.concat([b, long, end]))).toBe(true)
    expect(keepEntries(whole, /^share\//).equals(Buffer.concat([empty, long, end]))).toBe(true)
    expect(keepEntries(whole, /./).equals(whole)).toBe(true)
    expect(keepEntries(whole, /nothing/).equals(end)).toBe(true)
  })

  it('does not mind a longer end, or none', () => {
    for (const tar of [Buffer.concat([a, b, end, end, end]), Buffer.concat([a, b])]) expect(keepEntries(tar, /b\.so/).equals(Buffer.concat([b, end]))).toBe(true)
  })
})
