import AxeBuilder from '@axe-core/playwright'
import { expect, test, type APIRequestContext } from '@playwright/test'
import { askView, base, firstCluster, signIn, tells, watch } from './helpers'

test.describe.configure({ mode: 'parallel' })

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Every page by what opens it: who is signed in, and the address. */
const pages: { name: string; account: string | null; path: string }[] = [
  { name: 'start page', account: null, path: '/' },
  { name: 'sign-in', account: null, path: '/inloggen' },
  { name: 'sign-in after it failed', account: null, path: '/inloggen?fout=provider' },
  { name: 'no access yet', account: null, path: '/inloggen/geen-toegang' },
  { name: 'a page that does not exist', account: null, path: '/bestaat-niet' },
  { name: 'map of signals', account: 'planner', path: '/kaart/signalen?gemeente=GM9001' },
  { name: 'map with circles and a chosen buurt', account: 'wijkmanager', path: '/kaart/signalen?gemeente=GM9001&show=count&theme=zwerfafval&selected=FIRST' },
  { name: 'map with clusters', account: 'adviser-zorg', path: '/kaart/signalen?gemeente=GM9001&theme=eenzaamheid' },
  { name: 'clusters that are followed', account: 'planner', path: '/opeenhopingen?gemeente=GM9001' },
  { name: 'one cluster', account: 'wijkmanager', path: '/opeenhopingen/CLUSTER' },
  { name: 'clusters for who sees none', account: 'organisation', path: '/opeenhopingen' },
  { name: 'recording a signal', account: 'wijkmanager', path: '/opnemen' },
  { name: 'recording for who may not', account: 'college', path: '/opnemen' },
  { name: 'recording without a connection, before it was ever opened with one', account: null, path: '/opnemen/zonder-verbinding' },
  { name: 'list of signals', account: 'wijkmanager', path: '/signalen?theme=zwerfafval' },
  { name: 'list of signals for who sees counts', account: 'planner', path: '/signalen' },
  { name: 'map of presence with a chosen buurt', account: 'planner', path: '/kaart/aanwezigheid?gemeente=GM9001&selected=FIRST' },
  { name: 'where a desk reaches most people, before a theme is chosen', account: 'planner', path: '/kaart/dekking/plek?gemeente=GM9001' },
  { name: 'where desks reach most people, with own points', account: 'planner', path: '/kaart/dekking/plek?gemeente=GM9001&theme=eenzaamheid&places=2&own=Markt~4.76~52.95' },
  { name: 'where desks reach most people, for who sees no counts', account: 'organisation', path: '/kaart/dekking/plek?gemeente=GM9001&theme=eenzaamheid' },
  { name: 'map of coverage with all themes', account: 'planner', path: '/kaart/dekking?gemeente=GM9001' },
  { name: 'map of coverage with the evidence of a buurt', account: 'wijkmanager', path: '/kaart/dekking?gemeente=GM9001&theme=eenzaamheid&selected=FIRST' },
  { name: 'map of access', account: 'college', path: '/kaart/dekking?gemeente=GM9001&theme=schulden&show=access' },
  { name: 'map of coverage for who may not see it', account: 'admin', path: '/kaart/dekking?gemeente=GM9001' },
  { name: 'requests for deployment', account: 'organisation', path: '/verzoeken' },
  { name: 'candidates for a focus', account: 'planner', path: '/kaart/focus/kandidaten?gemeente=GM9001' },
  { name: 'candidates for a focus, a chosen buurt', account: 'college', path: '/kaart/focus/kandidaten?gemeente=GM9001&selected=FIRST' },
  { name: 'rotation planner', account: 'planner', path: '/kaart/focus/rooster?gemeente=GM9001' },
  { name: 'rotation planner for who reads schedules', account: 'college', path: '/kaart/focus/rooster?gemeente=GM9001' },
  { name: 'rotation planner for who may not see them', account: 'organisation', path: '/kaart/focus/rooster?gemeente=GM9001' },
  { name: 'candidates for who may not see them', account: 'organisation', path: '/kaart/focus/kandidaten?gemeente=GM9001' },
  { name: 'thresholds with their versions', account: 'planner', path: '/beheer/drempels?gemeente=GM9001' },
  { name: 'thresholds for who only reads them', account: 'college', path: '/beheer/drempels?gemeente=GM9001' },
  { name: 'map of overlap with a chosen buurt', account: 'planner', path: '/kaart/stapeling?gemeente=GM9001&selected=FIRST' },
  { name: 'a pair of activities and its verdicts', account: 'planner', path: '/kaart/stapeling?gemeente=GM9001&list=paren&pair=PAIR' },
  { name: 'organisations two by two', account: 'college', path: '/kaart/stapeling?gemeente=GM9001&list=organisaties' },
  { name: 'map of overlap for who may not see it', account: 'admin', path: '/kaart/stapeling?gemeente=GM9001' },
  { name: 'map of focus buurten', account: 'college', path: '/kaart/focus?gemeente=GM9001' },
  { name: 'map of focus buurten with the history of a buurt', account: 'planner', path: '/kaart/focus?gemeente=GM9001&selected=BU90010103' },
  { name: 'plans of all cohorts', account: 'college', path: '/focus?gemeente=GM9001' },
  { name: 'plan of a focus buurt', account: 'planner', path: `/focus/${new Date().getFullYear() - 1}/BU90010103` },
  { name: 'plan that does not exist', account: 'wijkmanager', path: '/focus/2001/BU90010101' },
  { name: 'proposal for a year', account: 'planner', path: `/focus/${new Date().getFullYear() + 1}?gemeente=GM9001` },
  { name: 'proposal for who decides', account: 'college', path: `/focus/${new Date().getFullYear() + 1}?gemeente=GM9001` },
  { name: 'proposal for who may not see it', account: 'organisation', path: `/focus/${new Date().getFullYear() + 1}?gemeente=GM9001` },
  { name: 'decision that does not exist', account: 'college', path: '/besluiten/999999' },
  { name: 'what became of a focus buurt, with a relapse', account: 'college', path: '/focus/2023/BU90010205/resultaat' },
  { name: 'what became of a focus buurt, for who may not see it', account: 'organisation', path: '/focus/2023/BU90010205/resultaat' },
  { name: 'form of a measure', account: 'planner', path: '/maatregelen/nieuw?gemeente=GM9001' },
  { name: 'wrong address of a map', account: 'planner', path: '/kaart/signalen?from=2025-02-30' },
  { name: 'overview for the administrator', account: 'admin', path: '/beheer' },
  { name: 'the desk of a wijkmanager', account: 'wijkmanager', path: '/mijn-wijk' },
  { name: 'the desk of an adviser', account: 'adviser-wijkbeheer', path: '/mijn-werk?gemeente=GM9001' },
  { name: 'own account', account: 'wijkmanager', path: '/mijn-account' },
  { name: 'users', account: 'admin', path: '/beheer/gebruikers?klaar=review' },
  { name: 'one user', account: 'admin', path: '/beheer/gebruikers/1?fout=taken' },
  { name: 'claim rules', account: 'admin', path: '/beheer/gebruikers/regels' },
  { name: 'import wizard', account: 'admin', path: '/beheer/import' },
  { name: 'audit log', account: 'admin', path: '/beheer/audit?check=1' },
  { name: 'list of a register', account: 'planner', path: '/activiteiten?gemeente=GM9001' },
  { name: 'list that holds nothing', account: 'wijkmanager', path: '/organisaties?gemeente=GM9001&q=bestaatniet' },
  { name: 'wrong address of a list', account: 'planner', path: '/organisaties?onbekend=1' },
  { name: 'list that is not for this role', account: 'admin', path: '/initiatieven' },
  { name: 'form with a repeat', account: 'planner', path: '/activiteiten/nieuw?gemeente=GM9001' },
  { name: 'form with a place and free text', account: 'wijkmanager', path: '/initiatieven/nieuw?gemeente=GM9001' },
  { name: 'form without the right to it', account: 'college', path: '/organisaties/nieuw' },
  { name: 'map of initiatives', account: 'planner', path: '/kaart/initiatieven?gemeente=GM9001' },
  { name: 'an organisation with its ladder', account: 'planner', path: '/organisaties/1' },
  { name: 'an initiative and its steps', account: 'planner', path: '/initiatieven/3' },
  { name: 'copying agreements', account: 'planner', path: '/afspraken/overnemen' },
  { name: 'reminders', account: 'wijkmanager', path: '/herinneringen' },
  { name: 'wrong address of reminders', account: 'planner', path: '/herinneringen?days=nul' },
  { name: 'access and erasure', account: 'admin', path: '/beheer/privacy' },
  { name: 'publications', account: 'admin', path: '/beheer/publicaties' },
]

/** A pair of activities that may be double; a database that is busy is asked again. */
async function firstPair(request: APIRequestContext): Promise<string> {
  let response = await request.get(`${base()}/api/v1/views/overlap?gemeente=GM9001`)
  for (let time = 1; response.status() === 503 && time < 10; time++) response = await request.get(`${base()}/api/v1/views/overlap?gemeente=GM9001`)
  return ((await response.json()) as { findings: { id: string }[] }).findings[0]!.id
}

/** Wide, then in the other colours (nothing but colours is new there), then as on a phone: the same page, so that turning a tablet is seen too. */
const looks = [
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light', rules: null },
  { viewport: { width: 1440, height: 900 }, colorScheme: 'dark', rules: ['color-contrast', 'link-in-text-block'] },
  { viewport: { width: 360, height: 740 }, colorScheme: 'dark', rules: null },
] as const
/** Rows of long tables after the first twenty: made by the same lines of code as those, and most of the time that axe takes. */
const moreRows = 'table tbody tr:nth-child(n + 21)'

for (const { name, account, path } of pages) {
  test(`${name}: no axe violations wide and narrow, light and dark, no request to others, no sideways scroll`, async ({ page }) => {
    test.setTimeout(90_000)
    const seen = watch(page)
    if (account) await signIn(page, account)
    const first = path.includes('FIRST') ? (await askView(page.request, 'gemeente=GM9001')).areas.find((a) => a.n > 0)!.code : ''
    await page.setViewportSize(looks[0].viewport)
    const cluster = path.includes('CLUSTER') ? String(await firstCluster(page.request)) : ''
    const pair = path.includes('PAIR') ? await firstPair(page.request) : ''
    await page.goto(`${base()}${path.replace('FIRST', first).replace('CLUSTER', cluster).replace('PAIR', pair)}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const { viewport, colorScheme, rules } of looks) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      // Once: in the other colours the canvas is drawn again, in which axe sees nothing.
      if (rules === null && colorScheme === 'light' && /^\/kaart\/[a-z]+\?/.test(path) && !path.includes('30')) await expect(page.locator('.map__canvas[data-ready]')).toBeAttached({ timeout: 30_000 })
      // In the page itself and not half of it in a new one, which takes seconds: that is for frames of others, and there are none.
      expect(page.frames()).toHaveLength(1)
      const axe = new AxeBuilder({ page }).exclude(moreRows).setLegacyMode()
      const { violations } = await (rules ? axe.withRules([...rules]) : axe.withTags(tags)).analyze()
      expect(violations.map((v) => `${viewport.width} px ${colorScheme}: ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join('; ')}`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${viewport.width} px`).toBeLessThanOrEqual(0)
    }
    expect(seen).toEqual({ foreign: [], errors: [] })
  })
}

test('the first HTML of the map holds the real numbers, before any script runs', async ({ page, browser }) => {
  await signIn(page, 'planner')
  const answer = await askView(page.request, 'gemeente=GM9001&theme=zwerfafval')
  const silent = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })
  const still = await silent.newPage()
  await still.goto(`${base()}/kaart/signalen?gemeente=GM9001&theme=zwerfafval`)
  await expect(still.getByRole('region', { name: 'Antwoord' })).toContainText(tells(answer.meta))
  await expect(still.getByRole('region', { name: 'Tabel' }).locator('.data-table tbody tr')).toHaveCount(answer.areas.length)
  await silent.close()
})
