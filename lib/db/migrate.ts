import path from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import postgres from 'postgres'

/** Any fixed number: it names the lock that keeps two starting processes from migrating at once. */
const migrationLock = 28_992_001

/**
 * Brings the database up to date; running it again does nothing. All in one transaction under an advisory lock, so that a
 * failed or doubled start leaves nothing half done. (drizzle's own `migrate` reads its journal before it locks anything:
 * drizzle-orm 0.45.4.)
 *
 * @returns how many migrations were applied now
 */
export async function migrate(url: string, folder = path.join(process.cwd(), 'drizzle')): Promise<number> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    return await client.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${migrationLock})`
      // From PostgreSQL 16 on, whoever makes a role without being superuser may only give it away, unless this says that they may also act as it.
      await tx`select set_config('createrole_self_grant', 'set, inherit', true) where current_setting('server_version_num')::int >= 160000`
      await tx`create schema if not exists drizzle`
      await tx`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`
      const [last] = await tx`select max(created_at)::float8 as at from drizzle.__drizzle_migrations`
      const todo = readMigrationFiles({ migrationsFolder: folder }).filter((m) => m.folderMillis > (last?.at ?? 0))
      for (const migration of todo) {
        for (const statement of migration.sql) if (statement.trim()) await tx.unsafe(statement)
        await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`
      }
      return todo.length
    })
  } finally {
    await client.end({ timeout: 5 })
  }
}
