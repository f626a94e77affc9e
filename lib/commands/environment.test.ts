import { describe, expect, it } from 'vitest'
import { ConfigurationError, readEnvironment } from './environment'

const read = (env: Record<string, string>) => readEnvironment(env as unknown as NodeJS.ProcessEnv)

describe('settings', () => {
  it('make a demo of an empty environment, and of nothing else', () => {
    expect(read({})).toMatchObject({ PORT: 3000, DATA_DIR: '.data', BASEMAP: 'none', demo: true })
    expect(read({ DATABASE_URL: 'postgres://x@y/z' }).demo).toBe(false)
    expect(read({ DATABASE_URL: 'postgres://x@y/z', DEMO: '1' }).demo).toBe(true)
    expect(read({ NODE_ENV: 'production' }).demo).toBe(false)
    expect(read({ DEMO: '0' }).demo).toBe(false)
  })
  it.each([
    [{ DATABASE_URL: 'mysql://x' }, 'postgres://'],
    [{ PORT: '99999' }, 'PORT'],
    [{ BASEMAP: 'google' }, 'BASEMAP'],
    [{ OIDC_ISSUER: 'https://idp.example' }, 'OIDC_CLIENT_ID'],
    [{ OIDC_ISSUER: 'https://idp.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, 'SESSION_SECRET'],
    [{ OIDC_ISSUER: 'https://idp.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b', SESSION_SECRET: 'x'.repeat(32), DEMO: '1' }, 'DEMO'],
    [{ SESSION_SECRET: 'short' }, '32 characters'],
    [{ SIGNALEN_TOKEN: 'x' }, 'SIGNALEN_URL'],
  ])('refuse %o with a sentence', (env, word) => {
    expect(() => read(env as Record<string, string>)).toThrow(ConfigurationError)
    expect(() => read(env as Record<string, string>)).toThrow(word)
  })
})
