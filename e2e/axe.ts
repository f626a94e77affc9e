import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** WCAG 2.2, A and AA. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const kinds = { wcag, advice: [...wcag, 'best-practice'] }
/** What other colours can break, and nothing else. */
export const ofColours = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds wrong with what is on the screen now, as sentences. It is asked for violations only: to write down all that is well takes a page longer than
 * to look at it.
 * @param of the rules: those of WCAG 2.2 A and AA, `advice` too, or only those that are named
 * @param exclude selectors of what is not looked at
 */
export async function violationsOn(page: Page, { of = 'wcag', exclude = [] }: { of?: keyof typeof kinds | readonly string[]; exclude?: readonly string[] } = {}): Promise<string[]> {
  // It looks at this page alone: there are no frames, of ours or of others.
  expect(page.frames()).toHaveLength(1)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const options: axe.RunOptions = { resultTypes: ['violations'], runOnly: typeof of === 'string' ? { type: 'tag', values: kinds[of] } : { type: 'rule', values: [...of] } }
  return page.evaluate(
    async ({ exclude, options }) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({ exclude: exclude.map((selector) => [selector]) }, options)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join('; ')}`)
    },
    { exclude, options },
  )
}
