import { defineConfig } from '@playwright/test'

/** The app as a user starts it (`npm run up`, embedded database, demo gemeente) on a free port, in a folder of its own; one for each worker. */
export default defineConfig({
  testDir: '.',
  testIgnore: 'outage.spec.ts',
  globalSetup: ['../lib/testing/start-database-host.ts', './start-apps.ts'],
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: '../test-results',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 720 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    screenshot: 'only-on-failure',
    // A third to a half less work for a page; which specs have both: README.
    serviceWorkers: 'block',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        // Not `--use-angle=swiftshader`: then every page is painted that way too, and not only what is WebGL.
        '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
})
