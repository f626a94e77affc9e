import { defineConfig } from '@playwright/test'
import config from './playwright.config'

/** By itself, after the others: it measures seconds, and needs no browser and no app but its own. */
export default defineConfig({ ...config, testIgnore: [], testMatch: 'outage.spec.ts', globalSetup: '../lib/testing/start-database-host.ts', workers: 1 })
