import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { findChromium } from '../../score/lab/open-browser.ts'
import { startServer } from '../../score/lab/start-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import { buildPage, OUR_PAGE } from './build-pages.ts'

export const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples')

export interface BuiltApp {
  url: string
  browser: Browser
  /** Its data. */
  folder: string
}

/**
 * The whole app as people run it, its page built, with all sample connectors, and a Chromium, for as long as `work` runs.
 * A text says that there is none.
 */
export async function withBuiltApp<T>(
  work: (app: BuiltApp) => Promise<T>,
  prepare: (folder: string) => void = () => undefined,
): Promise<T | { skipped: string }> {
  const executablePath = findChromium()
  if (executablePath === undefined) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
  return withFolder(async folder => {
    const web = join(folder, 'web')
    await buildPage(OUR_PAGE, { outDir: web })
    prepare(folder)
    const env = { FLOW_LOG_LEVEL: 'warn', FLOW_WEB_ROOT: web, FLOW_CONNECTORS: join(EXAMPLES, 'connectors') }
    const server = await startServer({ folder, env })
    const browser = await chromium.launch({
      executablePath,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    try {
      return await work({ url: server.url, browser, folder })
    } finally {
      await browser.close()
      await server.stop()
    }
  })
}
