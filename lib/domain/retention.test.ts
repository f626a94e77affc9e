import { expect, it } from 'vitest'
import { addUp } from './retention'

it('parts of a job add up to one line per theme, by name, without themes to which nothing happened', () => {
  const part = (theme: string, deleted: number, coarsened = 0, reportersForgotten = 0) => ({ theme, coarsened, deleted, reportersForgotten })
  expect(addUp([part('zwerfafval', 2), part('lawaai', 0, 1), part('zwerfafval', 3, 4), part('lawaai', 0, 0, 5), part('groen', 0)])).toEqual([part('lawaai', 0, 1, 5), part('zwerfafval', 5, 4)])
  expect(addUp([])).toEqual([])
})
