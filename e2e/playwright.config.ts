import { defineConfig } from 'playwright/test'

const root = typeof process.getuid === 'function' && process.getuid() === 0

/**
 * Two workers, each with its own browser and its own server: most of a test is waiting. A trace costs a third of a
 * run, so it is taken only when asked for with FLOW_E2E_TRACE=1. A test that fails is tried once more, and one that passes
 * only then is named "flaky" at the end of the run: a fault to look into, of the test or of the product.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  grepInvert: process.env['FLOW_E2E_FULL'] ? undefined : /@full/,
  use: {
    browserName: 'chromium',
    locale: 'en-US',
    screenshot: 'only-on-failure',
    trace: process.env['FLOW_E2E_TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'],
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
