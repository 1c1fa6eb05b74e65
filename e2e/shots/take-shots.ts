import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright'
import { makeHome, removeHome, startApp } from '../running-app.ts'
import { NOW } from './sample-accounts.ts'
import { LOOKS, type Look, SCENES, type Scene } from './scenes.ts'

const root = join(import.meta.dirname, '..', '..')
const SIZES: Record<Look, { width: number; height: number }> = {
  light: { width: 1280, height: 800 },
  dark: { width: 1280, height: 800 },
  phone: { width: 320, height: 640 },
}

/** Every page and state as a picture: `npm run shots`, into dist/shots; with `--docs` those of docs/screens too. */
const { values } = parseArgs({ options: { only: { type: 'string' }, docs: { type: 'boolean', default: false } } })
const scenes = SCENES.filter(scene => scene.name.includes(values.only ?? ''))
const out = join(root, 'dist', 'shots')
const kept = join(root, 'docs', 'screens')
await mkdir(out, { recursive: true })
if (values.docs && !values.only) await rm(kept, { recursive: true, force: true })

const home = await makeHome()
const executablePath = process.env['CHROMIUM_PATH']
const browser = await chromium.launch({
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  ...(executablePath ? { executablePath } : {}),
})
const app = await startApp({ home })
let failed = 0
try {
  for (const look of LOOKS) {
    for (const scene of scenes) {
      if (look === 'phone' && scene.wideOnly) continue
      failed += (await takeShot(browser, scene, look)) ? 0 : 1
    }
  }
} finally {
  await browser.close()
  await app.stop()
  await removeHome(home)
}
console.log(`${scenes.length} scenes in ${out}, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function takeShot(browser: Browser, scene: Scene, look: Look): Promise<boolean> {
  const context = await browser.newContext({
    baseURL: app.url,
    locale: 'en-US',
    viewport: SIZES[look],
    colorScheme: look === 'dark' ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.clock.setFixedTime(NOW)
  try {
    await scene.show(page)
    await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined)
    await page.waitForFunction(() => !document.querySelector('.skeleton, .skeleton-fields'))
    await page.screenshot({ path: join(out, `${scene.name}-${look}.png`), animations: 'disabled' })
    if (values.docs && scene.docs?.includes(look)) {
      await page.screenshot({ path: join(kept, `${scene.name}-${look}.png`), animations: 'disabled' })
    }
    return true
  } catch (error) {
    console.error(`${scene.name}, ${look}: ${error}`)
    return false
  } finally {
    await context.close()
  }
}
