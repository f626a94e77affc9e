import path from 'node:path'
import { z } from 'zod'
import { safeAddress } from '@/lib/auth/settings'
import { connectTo } from '@/lib/db/client'
import { startEmbedded } from '@/lib/db/embedded/start'
import { migrate } from '@/lib/db/migrate'
import { trustedProxies } from '@/lib/http/door/client-address.mjs'
import { contactUri } from '@/lib/http/security-txt'
import { hostsOf } from '@/lib/import/allowed'
import { reporterKey } from '@/lib/import/reporter-key'

const schema = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://').optional(),
  DATABASE_OWNER_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://').optional(),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  DATA_DIR: z.string().default('.data'),
  DEMO: z.enum(['0', '1']).optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPES: z.string().regex(/^openid( |$)/, 'must begin with openid').optional(),
  OIDC_ACR: z.string().optional(),
  OIDC_AMR: z.string().optional(),
  OIDC_SECOND_FACTOR: z.literal('provider', 'must be "provider", or left out').optional(),
  OIDC_ACCOUNT_CLAIM: z.string().optional(),
  OIDC_ADMIN_CLAIM: z.string().regex(/^[^=]+=.+$/, 'must look like claim=value').optional(),
  SESSION_IDLE_MINUTES: z.coerce.number().positive().max(24 * 60).optional(),
  SESSION_HOURS: z.coerce.number().positive().max(24).optional(),
  PUBLIC_URL: z.url().optional(),
  BASEMAP: z.enum(['none', 'pdok']).default('none'),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').refine((text) => !/change.?me|placeholder|example|voorbeeld|verander/i.test(text), 'is an example; make one with: openssl rand -base64 48').optional(),
  PDOK_BASE_URL: z.url().optional(),
  CBS_BASE_URL: z.url().optional(),
  SIGNALEN_URL: z.url().optional(),
  SIGNALEN_TOKEN: z.string().optional(),
  IMPORT_HOSTS: z.string().optional().refine((text) => hostsOf(text).every((host) => /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/i.test(host)), 'must be names of hosts, such as meldingen.gemeente.nl, separated by commas'),
  TRUSTED_PROXIES: z.string().optional().refine(isProxyList, 'must be addresses or ranges, such as 10.0.0.5 or 10.0.0.0/8, separated by commas'),
  RATE_LIMITS: z.enum(['on', 'off']).optional(),
  MOR_URL: z.string().optional().refine((text) => text === undefined || (URL.canParse(text) && safeAddress(text)), 'must start with https:// (http:// only on this machine)'),
  RELEASE_KEY: z.string().optional().refine((text) => text === undefined || Buffer.byteLength(text) >= 32, 'must be at least 32 bytes; make one with: openssl rand -base64 48'),
  SECURITY_CONTACT: z.string().optional().refine((text) => text === undefined || contactUri(text) !== null, 'must be an e-mail address, or an address that starts with https://'),
})

function isProxyList(text: string | undefined): boolean {
  try {
    trustedProxies(text)
    return true
  } catch {
    return false
  }
}

export type Environment = z.infer<typeof schema> & { demo: boolean }

/** Reads the settings and refuses a half configuration with a sentence that says what is missing. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new ConfigurationError(parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; '))
  const e = parsed.data
  const oidc = [e.OIDC_ISSUER, e.OIDC_CLIENT_ID, e.OIDC_CLIENT_SECRET]
  if (oidc.some(Boolean) && !oidc.every(Boolean)) throw new ConfigurationError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together; one of them is missing.')
  const apart = (['OIDC_SCOPES', 'OIDC_ACR', 'OIDC_AMR', 'OIDC_SECOND_FACTOR', 'OIDC_ACCOUNT_CLAIM', 'OIDC_ADMIN_CLAIM'] as const).find((name) => e[name] && !e.OIDC_ISSUER)
  if (apart) throw new ConfigurationError(`OIDC_ISSUER is missing; ${apart} means nothing without it.`)
  if (e.OIDC_ISSUER && !safeAddress(e.OIDC_ISSUER)) throw new ConfigurationError('OIDC_ISSUER must start with https:// (http:// only on this machine).')
  if (e.OIDC_ISSUER && !e.PUBLIC_URL) throw new ConfigurationError('PUBLIC_URL is missing; the provider sends people back to that address.')
  if (e.OIDC_ISSUER && !safeAddress(e.PUBLIC_URL!)) throw new ConfigurationError('PUBLIC_URL must start with https:// when OIDC_ISSUER is set (http:// only on this machine).')
  if (e.PUBLIC_URL && new URL(e.PUBLIC_URL).pathname !== '/') throw new ConfigurationError('PUBLIC_URL must be an address without a path, such as https://buurtfocus.gemeente.nl.')
  if (e.OIDC_ISSUER && !e.SESSION_SECRET) throw new ConfigurationError('SESSION_SECRET is missing; it is needed with OIDC_ISSUER.')
  if (e.DATABASE_OWNER_URL && !e.DATABASE_URL) throw new ConfigurationError('DATABASE_URL is missing; DATABASE_OWNER_URL is only for bringing that database up to date.')
  if (e.SIGNALEN_TOKEN && !e.SIGNALEN_URL) throw new ConfigurationError('SIGNALEN_URL is missing: SIGNALEN_TOKEN is only sent to that address.')
  const demo = e.DEMO === '1' || (e.DEMO === undefined && !e.DATABASE_URL && !e.OIDC_ISSUER && env.NODE_ENV !== 'production')
  if (demo && e.OIDC_ISSUER) throw new ConfigurationError('DEMO and OIDC_ISSUER cannot be used together: demo accounts have no password.')
  if (e.OIDC_ISSUER && !e.OIDC_ACR && !e.OIDC_AMR && !e.OIDC_SECOND_FACTOR) throw new ConfigurationError('OIDC_ACR or OIDC_AMR is missing: what the provider says when somebody used a second factor. Or set OIDC_SECOND_FACTOR=provider when the provider lets nobody in without one.')
  return { ...e, demo }
}

/** The settings cannot be used as they are; the message says why. */
export class ConfigurationError extends Error {}

/**
 * A database that is up to date: the server of DATABASE_URL, or the embedded one of DATA_DIR (started, or the one that runs).
 * @param options.own wait until the embedded one is ours; called once with what to tell the user
 */
export async function openDatabase(env: Environment, options: { log?: (text: string) => void; own?: (waiting: string) => void } = {}): Promise<{ url: string; migrations: number; stop(): Promise<void> }> {
  let embedded = env.DATABASE_URL ? null : await startEmbedded({ dataDir: path.join(env.DATA_DIR, 'database'), log: options.log })
  // A server that must go on running may not lean on the database of a command that will end.
  if (embedded?.attached && options.own) options.own('Another command (an import, or the app itself) uses this data; waiting until it has ended ...')
  while (embedded?.attached && options.own) {
    await new Promise((done) => setTimeout(done, 1_000))
    embedded = await startEmbedded({ dataDir: path.join(env.DATA_DIR, 'database'), log: options.log })
  }
  const url = env.DATABASE_URL ?? embedded!.url
  try {
    // The owner of the tables changes them; the app itself can do with a login that is only a member of our roles.
    const migrations = await migrate(env.DATABASE_OWNER_URL ?? url)
    connectTo(url)
    return { url, migrations, stop: async () => embedded?.stop() }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** The key that turns whoever reported a signal into a hash. */
export const reporterHashKey = (env: Environment): string => reporterKey(process.env, env.DATA_DIR)
