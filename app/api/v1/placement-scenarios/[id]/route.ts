import { changeScenario, findScenario } from '@/lib/db/placement'
import { asScenario } from '@/lib/views/placement/load'
import { placementAnswer } from '../../placements/ask'
import { scenarioRoutes } from '../../scenarios'

export const { GET, PATCH, DELETE } = scenarioRoutes({ name: 'placement', answer: placementAnswer, find: findScenario, change: changeScenario, shown: asScenario })
