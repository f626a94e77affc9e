import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import { readAssets } from './pages/assets'
import { pageFile } from './pages/frame'

const words = {
  title: 'Publicaties',
  description: 'Alles wat openbaar is gemaakt, en wanneer.',
  lead: 'Wat hier staat, verandert niet tot de volgende publicatie. Eerdere publicaties blijven te lezen.',
  rule: 'Is er een fout gevonden, dan trekken we een publicatie in. Zij staat dan niet meer in deze lijst.',
}

/** The list of publications. Which there are is not known when a release is made: the server fills it in (`listPage`). */
export function renderPublications(model: PublicModel): PublicFile[] {
  const body = (
    <div className="text">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <ul id="publicaties" />
      <p>{words.rule}</p>
    </div>
  )
  return [pageFile(model, readAssets(), { address: '/publicaties', title: words.title, description: words.description, body })]
}
