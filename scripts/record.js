import { buildPage } from './build-page.js'
import { findBrowser } from './find-browser.js'
import { ensureInstalled, findNode, guard, run } from './setup.js'

guard(async () => {
  await ensureInstalled()
  await buildPage()
  const browser = await findBrowser()
  const env = { ...process.env, ...(browser ? { CHROMIUM_PATH: browser } : {}) }
  await run(findNode(), ['e2e/walk/record-walk.ts'], { env })
})
