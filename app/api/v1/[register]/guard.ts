import 'server-only'
import { z } from 'zod'
import type { Me } from '@/lib/db/people'
import { RegisterRefused, type RefusedCode } from '@/lib/db/registers/refused'
import type { Register, RegisterId } from '@/lib/domain/register'
import { mayRead } from '@/lib/domain/register-rights'
import { registers } from '@/lib/domain/registers'
import { BulkRefused } from '@/lib/views/registers/save'
import { answer, badRequest, HttpProblem, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'

export type Params<T extends string = never> = { params: Promise<Record<'register' | T, string>> }

/** The register of an address such as `/api/v1/venues`. @throws {HttpProblem} 404 */
function registerOf(id: string): Register {
  if (!Object.hasOwn(registers, id)) throw notFound(`"${id.slice(0, 40)}" bestaat niet.`)
  return registers[id as RegisterId]
}

/** A route of a register: which one, who asks, and what the register refuses becomes problem+json. */
export function registerAnswer<T extends string>(name: string, params: Promise<Record<'register' | T, string>>, work: (me: Me, register: Register, params: Record<'register' | T, string>) => Promise<Response>): Promise<Response> {
  return answer(name, async () => {
    const given = await params
    const register = registerOf(given.register)
    const me = await signedIn()
    if (!mayRead(register.id, me.role)) throw notAllowed(`Uw rol heeft geen toegang tot ${register.title.toLowerCase()}.`)
    try {
      return await work(me, register, given)
    } catch (error) {
      throw error instanceof RegisterRefused ? problemOf(error) : error
    }
  })
}

const statusOf: Record<RefusedCode, { status: number; title: string }> = {
  invalid: { status: 400, title: 'Niet opgeslagen' }, // 400 and not 422: NL API Design Rules
  not_allowed: { status: 403, title: 'Geen toegang' },
  unknown: { status: 404, title: 'Niet gevonden' },
  in_use: { status: 409, title: 'Wordt gebruikt' },
  sums: { status: 409, title: 'Meer dan afgesproken' },
  blocked: { status: 409, title: 'Niet gewijzigd' },
  conflict: { status: 409, title: 'Intussen gewijzigd' },
}

function problemOf(refused: RegisterRefused): HttpProblem {
  const { code, message, errors, more } = refused
  return new HttpProblem({ ...statusOf[code], detail: message, ...(errors.length > 0 && { errors }), ...more.conflict, ...(more.confirmText && { confirmText: true }), ...(refused instanceof BulkRefused && { items: refused.answer.items }) })
}

/** The number of an address; what is no number does not exist. @throws {HttpProblem} 404 */
export function idOf(register: Register, id: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw notFound(`${register.the[0]!.toUpperCase()}${register.the.slice(1)} "${id.slice(0, 20)}" bestaat niet.`)
  return Number(id)
}

export const version = z.number('verwacht: het nummer van de versie die u las').int().min(1).max(2_000_000_000)
export const sourceId = z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/, 'verwacht: hoogstens 80 letters, cijfers, punten en streepjes')
export const gemeente = z.string().regex(/^GM\d{4}$/, 'verwacht: GM en vier cijfers')
export const confirmText = z.boolean().optional()

/** The version in the address of a DELETE. @throws {HttpProblem} 400 */
export function versionOf(request: Request): number {
  const query = new URL(request.url).searchParams
  const unknown = [...query.keys()].find((name) => name !== 'version')
  if (unknown) throw badRequest(`${unknown}: onbekend; bekend is: version`, [{ name: unknown, message: 'onbekend; bekend is: version' }])
  const given = query.get('version') ?? ''
  if (!/^[1-9]\d{0,8}$/.test(given)) throw badRequest('version: verwacht het nummer van de versie die u las', [{ name: 'version', message: 'verwacht: het nummer van de versie die u las' }])
  return Number(given)
}

/** A record as it was saved, with the name of the change in the body and in a header. */
export const saved = (body: object, change: string, init: { status?: number; headers?: Record<string, string> } = {}): Response =>
  json({ ...body, change }, { ...init, headers: { Change: change, ...init.headers } })
