'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { removeClaimRule, saveClaimRule } from '@/lib/db/claim-rules'
import { asking, type Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { addScope, addUser, changeUser, confirmRights, endScope, endSessionsOfUser, isTaken } from '@/lib/db/users'
import { dateInAmsterdam, isDate } from '@/lib/domain/period'
import { userRoles, type UserProblem } from '@/lib/domain/user'
import { adminAt } from '../admin'

const list = '/beheer/gebruikers'
const rulesPage = `${list}/regels`
const id = z.coerce.number().int().positive()
const optional = <T extends z.ZodType>(type: T) => z.preprocess((v) => (v === '' || v === undefined ? null : v), type.nullable())
const yes = z.literal('ja').optional().transform((v) => v === 'ja')
const day = z.string().refine(isDate)
const user = z.object({ user: id })
const today = (): string => dateInAmsterdam(new Date())

/**
 * Every action starts here: the administrator only, in one transaction, and a form that was filled in right. Then back to the page,
 * which says what became of it. The page of the form is where somebody goes who is not an administrator (any more).
 */
async function act<T>(form: FormData, shape: z.ZodType<T>, page: (given: T) => string, done: string, work: (tx: Tx, given: T, me: Me) => Promise<string | null>): Promise<never> {
  const me = await adminAt(list)
  if (!me) redirect(list)
  // Next adds fields of its own ($ACTION_...) to a form.
  const parsed = shape.safeParse(Object.fromEntries([...form].filter(([name, value]) => !name.startsWith('$') && typeof value === 'string')))
  if (!parsed.success) redirect(`${/^\d{1,15}$/.test(String(form.get('user'))) ? `${list}/${String(form.get('user'))}` : form.has('claim') ? rulesPage : list}?fout=form`)
  const problem = await asking(me, (tx) => work(tx, parsed.data, me)).catch((error: unknown) => {
    if (isTaken(error)) return 'taken' satisfies UserProblem
    throw error
  })
  redirect(`${page(parsed.data)}?${problem ? `fout=${problem}` : `klaar=${done}`}`)
}

const detail = ({ user }: { user: number }): string => `${list}/${user}`

export async function addUserAction(form: FormData): Promise<void> {
  const shape = z.object({ account: z.string().trim().min(1).max(200), name: z.string().trim().min(1).max(200), role: z.enum(userRoles), team: optional(z.string().max(80)) })
  await act(form, shape, () => list, 'added', async (tx, given) => {
    const made = await addUser(tx, given)
    return 'problem' in made ? made.problem : null
  })
}

export async function changeRightsAction(form: FormData): Promise<void> {
  const shape = user.extend({ role: z.enum(userRoles), team: optional(z.string().max(80)), sensitive: yes, active: yes, byRule: yes })
  await act(form, shape, detail, 'rights', (tx, { user, ...rights }, me) => changeUser(tx, user, rights, me.uid!, today()))
}

export async function addScopeAction(form: FormData): Promise<void> {
  const shape = user.extend({ werkgebied: id, kind: z.enum(['responsible', 'replacement']), from: day, to: optional(day) })
  await act(form, shape, detail, 'scope', async (tx, { user, ...scope }) => (await addScope(tx, user, scope))?.problem ?? null)
}

export async function endScopeAction(form: FormData): Promise<void> {
  await act(form, user.extend({ scope: id }), detail, 'ended', (tx, { user, scope }) => endScope(tx, user, scope, today()))
}

export async function endSessionsAction(form: FormData): Promise<void> {
  await act(form, user, detail, 'sessions', async (tx, { user }) => {
    await endSessionsOfUser(tx, user)
    return null
  })
}

export async function confirmRightsAction(form: FormData): Promise<void> {
  await act(form, user, detail, 'review', (tx, { user }, me) => confirmRights(tx, user, me.uid!))
}

/** As `confirmRightsAction`, from the list. */
export async function confirmFromListAction(form: FormData): Promise<void> {
  await act(form, user, () => list, 'review', (tx, { user }, me) => confirmRights(tx, user, me.uid!))
}

export async function saveRuleAction(form: FormData): Promise<void> {
  const shape = z.object({
    rule: optional(id), claim: z.string().trim().min(1).max(100), value: z.string().trim().min(1).max(200), role: optional(z.enum(userRoles)), team: optional(z.string().max(80)), werkgebied: optional(id), sensitive: yes,
  })
  await act(form, shape, () => rulesPage, 'rule', async (tx, { rule, ...given }) => {
    const team = given.role === 'adviser' ? given.team : null
    if ((given.role === null && given.werkgebied === null && !given.sensitive) || (given.role === 'adviser' && team === null)) return 'rule'
    return (await saveClaimRule(tx, rule, { ...given, team })) ? null : 'unknown'
  })
}

export async function removeRuleAction(form: FormData): Promise<void> {
  await act(form, z.object({ rule: id }), () => rulesPage, 'removed', async (tx, { rule }) => ((await removeClaimRule(tx, rule)) ? null : 'unknown'))
}
