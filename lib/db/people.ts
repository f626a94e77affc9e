import { sql } from 'drizzle-orm'
import type { Identity, Role } from '@/lib/domain/identity'
import { rows, type Tx } from './client'

export type Account = { id: number; account: string; name: string; role: Role; demo: boolean }

/** The accounts that the demo offers at its sign-in page. */
export function listDemoAccounts(tx: Tx): Promise<Account[]> {
  return rows(tx, sql`select id, account, name, role, demo from app_user where demo and active order by id`)
}

/** An active demo account; null when there is none of that name. */
export async function findDemoAccount(tx: Tx, account: string): Promise<Account | null> {
  const [user] = await rows<Account>(tx, sql`select id, account, name, role, demo from app_user where account = ${account} and demo and active`)
  return user ?? null
}

export type Me = Identity & { name: string; scopes: { id: number; slug: string; name: string; gemeente: string }[] }
