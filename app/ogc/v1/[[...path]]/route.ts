import { log } from '@/lib/http/log'
import { answerOgc, failed, nothingPublished } from '@/lib/release/open-data/ogc/answer-ogc'
import { publishedDataset } from '@/lib/release/open-data/published'

export const dynamic = 'force-dynamic'

/** OGC API Features over what was published. Does not pass the database, so that it answers when that is away. */
export function GET(request: Request): Response {
  const { status, headers, body } = answer(new URL(request.url))
  return new Response(body, { status, headers })
}

function answer(asked: URL) {
  try {
    const dataset = publishedDataset()
    return dataset ? answerOgc(dataset, new URL(`${asked.pathname}${asked.search}`, process.env.PUBLIC_URL || asked.origin)) : nothingPublished
  } catch (error) {
    log.error({ route: 'ogc', err: error }, 'route failed')
    return failed
  }
}
