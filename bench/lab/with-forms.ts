import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { chromium } from 'playwright'
import { findChromium } from '../../score/lab/open-browser.ts'
import { type Started, startProgram, startServer } from '../../score/lab/start-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import { buildPages } from './build-pages.ts'
import { writeBenchConnector } from './write-bench-connector.ts'

/** A browser, and where each side shows the form of a name. */
export interface Forms {
  browser: Browser
  ours: (form: string) => string
  stock: (form: string) => string
  /** The boxes of that form by React alone. */
  bare: (form: string) => string
}

/** Without waiting for a screen that nobody has, or a keystroke would last as long as the next tick of 60 a second. */
const FLAGS = ['--disable-frame-rate-limit', '--disable-gpu-vsync', '--disable-background-networking', '--disable-sync']

/** Builds the pages, serves them and opens a Chromium for as long as `work` runs; a text says that there is none. */
export async function withForms<T>(work: (forms: Forms) => Promise<T>): Promise<T | { skipped: string }> {
  const executablePath = findChromium()
  if (executablePath === undefined) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
  return withFolder(async folder => {
    const started: Started[] = []
    const start = async (starting: Promise<Started>) => {
      const one = await starting
      started.push(one)
      return one.url
    }
    const { web, stock } = await buildPages(folder)
    await writeBenchConnector(join(folder, 'data', 'connectors'))
    const browser = await chromium.launch({
      executablePath,
      args: [...FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    })
    try {
      const ours = await start(startServer({ folder, env: { FLOW_LOG_LEVEL: 'warn', FLOW_WEB_ROOT: web } }))
      const theirs = await start(startProgram([fileURLToPath(import.meta.resolve('./stock-server.ts')), stock]))
      return await work({
        browser,
        ours: form => `${ours}/?add=${form}`,
        stock: form => `${theirs}/?form=${form}`,
        bare: form => `${theirs}/bare/index.html?form=${form}`,
      })
    } finally {
      await browser.close()
      await Promise.all(started.map(one => one.stop()))
    }
  })
}
