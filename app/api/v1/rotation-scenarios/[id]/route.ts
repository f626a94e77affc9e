import { changeRotation, findRotation } from '@/lib/db/rotation'
import { asScenario } from '@/lib/views/rotation/load'
import { rotationAnswer } from '../../rotations/ask'
import { scenarioRoutes } from '../../scenarios'

export const { GET, PATCH, DELETE } = scenarioRoutes({ name: 'rotation', answer: rotationAnswer, find: findRotation, change: changeRotation, shown: asScenario })
