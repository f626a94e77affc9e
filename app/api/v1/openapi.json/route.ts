import { openapi } from '@/lib/http/openapi'
import { answer, json } from '@/lib/http/respond'

export function GET(request: Request): Promise<Response> {
  return answer('openapi', async () => json(openapi(`${process.env.PUBLIC_URL ?? new URL(request.url).origin}/api/v1`), { headers: { 'Access-Control-Allow-Origin': '*' } }))
}
