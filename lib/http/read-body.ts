import 'server-only'
import type { z } from 'zod'
import { badParams, badRequest } from './respond'

/** Deeper is nothing that we ask for, and costs the parser seconds. */
const maxDepth = 32

/**
 * JSON of a request, checked; an empty body counts as `{}`. The door let no more than 1 MB in.
 * @throws {HttpProblem} 400
 */
export async function readBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.infer<S>> {
  const text = await request.text()
  if (depthOf(text) > maxDepth) throw badRequest(`De inhoud is te diep genest. Verwacht: hoogstens ${maxDepth} lagen.`)
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

/** How deep lists and objects of a JSON text lie in each other, without parsing it; brackets in texts do not count. */
function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  let inText = false
  for (let i = 0; i < json.length; i++) {
    const c = json[i]
    if (inText) {
      if (c === '\\') i++
      else if (c === '"') inText = false
    } else if (c === '"') inText = true
    else if (c === '{' || c === '[') deepest = Math.max(deepest, ++depth)
    else if (c === '}' || c === ']') depth--
  }
  return deepest
}
