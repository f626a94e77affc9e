import type { z } from 'zod'
import { badParams, badRequest } from '@/lib/http/respond'

const maxChars = 100_000

/** JSON of a request, checked; an empty body counts as `{}`. @throws {HttpProblem} 400 */
export async function readBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.infer<S>> {
  const text = await request.text()
  if (text.length > maxChars) throw badRequest(`De inhoud is te lang. Verwacht: hoogstens ${maxChars} tekens.`)
  let given: unknown
  try {
    given = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    throw badRequest('De inhoud is geen JSON.')
  }
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw badParams(parsed.error.issues.map((i) => ({ name: i.path.join('.') || 'inhoud', message: i.message })))
  return parsed.data
}
