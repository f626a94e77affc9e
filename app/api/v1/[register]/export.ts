import 'server-only'
import type { Register } from '@/lib/domain/register'
import type { ListFormat } from '@/lib/domain/register-query'
import { registerCsv, registerGeojson, registerXlsx, type FileItem } from '@/lib/http/register-files'
import { apiVersion } from '@/lib/http/respond'

const types = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', geojson: 'application/geo+json; charset=utf-8' }

/** All records of a question as a file. */
export async function exported(register: Register, format: Exclude<ListFormat, 'json'>, items: readonly FileItem[]): Promise<Response> {
  const body = format === 'csv' ? registerCsv(register, items) : format === 'geojson' ? registerGeojson(items) : new Uint8Array(await registerXlsx(register, items))
  return new Response(body, {
    headers: { 'Content-Type': types[format], 'Content-Disposition': `attachment; filename="${register.slug}.${format}"`, 'API-Version': apiVersion, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
  })
}
