import { buildPage } from './build-page.js'
import { findBrowser } from './find-browser.js'
import { ensureInstalled, guard } from './setup.js'
import { runSteps } from './steps.js'

guard(async () => {
  await ensureInstalled()
  await buildPage()
  const browser = await findBrowser()
  await runSteps(['lint', 'types', 'unused', 'unit', 'integration', 'e2e'], browser ? { CHROMIUM_PATH: browser } : {})
})
