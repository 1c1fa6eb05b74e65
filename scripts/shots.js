import { buildPage } from './build-page.js'
import { findBrowser } from './find-browser.js'
import { ensureInstalled, findNode, guard, run } from './setup.js'

guard(async () => {
  await ensureInstalled()
  await buildPage()
  const browser = await findBrowser()
  const env = { ...process.env, ...(browser ? { CHROMIUM_PATH: browser } : {}) }
  await run(findNode(), ['e2e/shots/take-shots.ts', ...process.argv.slice(2)], { env })
})
