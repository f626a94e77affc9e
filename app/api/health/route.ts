import { databaseHealth } from '@/lib/db/health'
import { DatabaseUnavailable } from '@/lib/db/client'
import { answer, apiVersion, json } from '@/lib/http/respond'

export const dynamic = 'force-dynamic'

export function GET(): Promise<Response> {
  return answer('health', async () => {
    try {
      return json({ status: 'ok', version: apiVersion, database: await databaseHealth() })
    } catch (error) {
      if (error instanceof DatabaseUnavailable) return json({ status: 'unavailable', version: apiVersion }, { status: 503, headers: { 'Retry-After': '5' } })
      throw error
    }
  })
}
