import AxeBuilder from '@axe-core/playwright'
import type { Browser, Locator, Page } from 'playwright'
import { startApp } from '../../e2e/running-app.ts'
import { openBrowser, PAGE_PATHS } from '../lab/open-browser.ts'
import { makePageClient } from '../lab/page-client.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Measure } from '../measure.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
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

type Look = (page: Page, view: string) => Promise<void>

async function walk(browser: Browser, home: string): Promise<{ found: string[]; looked: number }> {
  const app = await startApp({ home })
  const found: string[] = []
  let looked = 0
  try {
    const provider = await firstProvider(app.url)
    for (const colorScheme of ['light', 'dark'] as const) {
      const settings = { baseURL: app.url, colorScheme, reducedMotion: 'reduce' as const, locale: 'en-US' }
      const context = await browser.newContext(settings)
      const look: Look = async (page, view) => {
        const { violations, passes } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
        if (passes.length === 0) throw new Error(`axe saw nothing at ${page.url()}`)
        looked++
        for (const { id, nodes } of violations) {
          for (const { target } of nodes) found.push(`${view} (${colorScheme}): ${id}: ${target.join(' ')}`)
        }
      }
      const page = await context.newPage()
      for (const path of [...PAGE_PATHS, `/consent/${provider}`]) {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' })
        await look(page, path)
      }
      await lookAtForms(page, look)
      await context.close()
    }
  } finally {
    await app.stop()
  }
  return { found, looked }
}

async function firstProvider(url: string): Promise<string> {
  const client = makePageClient(url)
  await client.send('GET', '/api/page/session')
  const { items } = (await client.send('GET', '/api/page/providers')).json() as { items: { id: string }[] }
  return items[0]?.id ?? ''
}

/** Every type of every service in the Add connection window: as it opens, and after a save that could not succeed. */
async function lookAtForms(page: Page, look: Look): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: 'Add connection' }).first().click()
  const dialog = page.getByRole('dialog')
  const services = dialog.getByRole('list', { name: /services/i }).getByRole('button')
  await services.first().waitFor()
  await look(page, 'Add connection')
  for (let n = 0; n < (await services.count()); n++) {
    const service = (await services.nth(n).innerText()).split('\n')[0] ?? ''
    await services.nth(n).click()
    await opened(dialog)
    const select = dialog.getByLabel('Connector type')
    const types = (await select.count()) > 0 ? await select.getByRole('option').allInnerTexts() : ['']
    for (const type of types) {
      if (type !== '') await select.selectOption({ label: type })
      await opened(dialog)
      await look(page, `${service} ${type}`)
      const save = dialog.getByRole('button', { name: 'Save' })
      if ((await save.count()) === 0 || (await save.isDisabled())) continue
      await save.click()
      await dialog.getByRole('alert').first().waitFor()
      await look(page, `${service} ${type}, refused`)
    }
  }
}

async function opened(dialog: Locator): Promise<void> {
  await dialog
    .getByRole('button', { name: /^(Save|Close)$/ })
    .first()
    .waitFor()
  await dialog.getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' })
}
