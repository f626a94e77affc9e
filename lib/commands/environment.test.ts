import { describe, expect, it } from 'vitest'
import { ConfigurationError, readEnvironment } from './environment'

const read = (env: Record<string, string>) => readEnvironment(env as unknown as NodeJS.ProcessEnv)
const oidc = { OIDC_ISSUER: 'https://idp.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b', SESSION_SECRET: 'x'.repeat(32), PUBLIC_URL: 'https://buurtfocus.example', OIDC_AMR: 'mfa' }

describe('settings', () => {
  it('make a demo of an empty environment, and of nothing else', () => {
    expect(read({})).toMatchObject({ PORT: 3000, DATA_DIR: '.data', BASEMAP: 'none', demo: true })
    expect(read({ DATABASE_URL: 'postgres://x@y/z' }).demo).toBe(false)
    expect(read({ DATABASE_URL: 'postgres://x@y/z', DEMO: '1' }).demo).toBe(true)
    expect(read({ NODE_ENV: 'production' }).demo).toBe(false)
    expect(read({ DEMO: '0' }).demo).toBe(false)
  })
  it('take what an operator writes about proxies, import and contact', () => {
    const given = { TRUSTED_PROXIES: '10.0.0.5, fd00::/8', RATE_LIMITS: 'on', IMPORT_HOSTS: 'meldingen.example, kaart.example:8443', SECURITY_CONTACT: 'a@gemeente.example', PDOK_BASE_URL: 'https://spiegel.example/{YYYY}', MOR_URL: 'https://gemeente.example/melden?bron=kaart' }
    expect(read(given)).toMatchObject(given)
  })
  it('take a provider on this machine without https, and no demo with it', () => {
    expect(read(oidc).demo).toBe(false)
    expect(read({ ...oidc, OIDC_AMR: '', OIDC_SECOND_FACTOR: 'provider' }).demo).toBe(false)
    expect(read({ ...oidc, OIDC_ISSUER: 'http://127.0.0.1:9000', PUBLIC_URL: 'http://localhost:3000' }).OIDC_ISSUER).toBe('http://127.0.0.1:9000')
  })
  it.each([
    [{ DATABASE_URL: 'mysql://x' }, 'postgres://'],
    [{ PORT: '99999' }, 'PORT'],
    [{ BASEMAP: 'google' }, 'BASEMAP'],
    [{ OIDC_ISSUER: 'https://idp.example' }, 'OIDC_CLIENT_ID'],
    [{ ...oidc, SESSION_SECRET: '' }, 'SESSION_SECRET'],
    [{ ...oidc, DEMO: '1' }, 'DEMO'],
    [{ ...oidc, PUBLIC_URL: '' }, 'PUBLIC_URL'],
    [{ ...oidc, PUBLIC_URL: 'http://buurtfocus.example' }, 'PUBLIC_URL'],
    [{ ...oidc, PUBLIC_URL: 'https://gemeente.example/buurtfocus' }, 'without a path'],
    [{ ...oidc, OIDC_ISSUER: 'http://idp.example' }, 'OIDC_ISSUER'],
    [{ ...oidc, OIDC_SCOPES: 'profile' }, 'OIDC_SCOPES'],
    [{ ...oidc, OIDC_ADMIN_CLAIM: 'beheerders' }, 'claim=value'],
    [{ OIDC_ADMIN_CLAIM: 'groups=beheer' }, 'OIDC_ISSUER'],
    [{ ...oidc, OIDC_AMR: '' }, 'OIDC_SECOND_FACTOR=provider'],
    [{ ...oidc, OIDC_SECOND_FACTOR: 'nee' }, 'OIDC_SECOND_FACTOR'],
    [{ OIDC_SECOND_FACTOR: 'provider' }, 'OIDC_ISSUER'],
    [{ DATABASE_OWNER_URL: 'postgres://x@y/z' }, 'DATABASE_URL'],
    [{ SESSION_IDLE_MINUTES: '0' }, 'SESSION_IDLE_MINUTES'],
    [{ SESSION_HOURS: '48' }, 'SESSION_HOURS'],
    [{ SESSION_SECRET: 'short' }, '32 characters'],
    [{ SESSION_SECRET: 'change-me-change-me-change-me-change-me' }, 'openssl rand'],
    [{ SIGNALEN_TOKEN: 'x' }, 'SIGNALEN_URL'],
    [{ TRUSTED_PROXIES: 'proxy.intern' }, 'TRUSTED_PROXIES'],
    [{ TRUSTED_PROXIES: '10.0.0.0/99' }, 'TRUSTED_PROXIES'],
    [{ RATE_LIMITS: 'yes' }, 'RATE_LIMITS'],
    [{ IMPORT_HOSTS: 'https://meldingen.example' }, 'IMPORT_HOSTS'],
    [{ IMPORT_HOSTS: '*' }, 'IMPORT_HOSTS'],
    [{ SECURITY_CONTACT: 'beveiliging' }, 'SECURITY_CONTACT'],
    [{ PDOK_BASE_URL: 'geen adres' }, 'PDOK_BASE_URL'],
    [{ MOR_URL: 'http://gemeente.example/melden' }, 'MOR_URL'],
    [{ MOR_URL: 'javascript:alert(1)' }, 'MOR_URL'],
    [{ MOR_URL: 'melden' }, 'MOR_URL'],
  ])('refuse %o with a sentence', (env, word) => {
    expect(() => read(env as Record<string, string>)).toThrow(ConfigurationError)
    expect(() => read(env as Record<string, string>)).toThrow(word)
  })
})
