import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { addDialog } from '../../e2e/add-dialog.ts'
import { startApp } from '../../e2e/running-app.ts'
import { openBrowser, PAGE_PATHS } from '../lab/open-browser.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Measure } from '../measure.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** One of each kind of form: plain, with groups, with choices, and the consent page of a login. */
const FORMS: [service: string, type?: string][] = [
  ['Practice', 'Basic'],
  ['Practice', 'Add Practice login'],
  ['Cloud Billing'],
  ['Windchill', 'Basic'],
  ['ThingWorx', 'App Key'],
]

export const accessibility: Measure = {
  id: 'A-1',
  measure: 'axe violations on all pages and in the forms',
  target: '0',
  quick: true,
  async run() {
    const browser = await openBrowser()
    if (!browser) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
    try {
      const { found, looked } = await withFolder(home => walk(browser, home))
      return { value: `${found.length} in ${looked} views`, ok: found.length === 0 && looked > 0, details: found }
    } finally {
      await browser.close()
    }
  },
}

async function walk(browser: Browser, home: string): Promise<{ found: string[]; looked: number }> {
  const app = await startApp({ home })
  const found: string[] = []
  let looked = 0
  const look = async (page: Page, view: string) => {
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
    looked++
    for (const { id, nodes } of violations)
      for (const { target } of nodes) found.push(`${view}: ${id}: ${target.join(' ')}`)
  }
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const settings = { baseURL: app.url, colorScheme, reducedMotion: 'reduce' as const, locale: 'en-US' }
      const context = await browser.newContext(settings)
      const page = await context.newPage()
      for (const path of PAGE_PATHS) {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' })
        await look(page, `${path} (${colorScheme})`)
      }
      for (const [service, type] of FORMS) {
        const dialog = await addDialog(page, service, type)
        await dialog.getByRole('button', { name: /^(Save|Allow)$/ }).waitFor()
        await look(page, `${service} ${type ?? ''} (${colorScheme})`)
      }
      await context.close()
    }
  } finally {
    await app.stop()
  }
  return { found, looked }
}
