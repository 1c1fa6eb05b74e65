import type { Browser } from 'playwright'
import type { makeHaystack } from './haystack.ts'
import { PAGE_PATHS } from './open-browser.ts'

type Haystack = ReturnType<typeof makeHaystack>

/** Opens every page and the form of the saved connection, and keeps what a browser then holds of it. */
export async function readPages(browser: Browser, url: string, haystack: Haystack): Promise<void> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-US' })
  const page = await context.newPage()
  page.on('console', message => haystack.add('page', 'console', message.text()))
  page.on('request', request => haystack.add('page', 'address of a request', request.url()))
  page.on('response', async response => {
    const body = await response.body().catch(() => Buffer.of())
    haystack.add('answer', `to the browser: ${new URL(response.url()).pathname}`, body)
  })
  const keep = async (view: string) => {
    haystack.add('page', `${view}: document`, await page.content())
    haystack.add('page', `${view}: address`, page.url())
    haystack.add('page', `${view}: fields and storage`, await page.evaluate(heldByBrowser))
  }
  for (const path of PAGE_PATHS) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForFunction(() => !document.querySelector('.skeleton'))
    await keep(path)
  }
  await page.goto('/')
  await page.getByRole('button', { name: /^More .*Kept$/ }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).waitFor()
  await dialog.getByText('Password').first().waitFor()
  await keep('edit form')
  await context.close()
}

/** Runs in the page. */
function heldByBrowser(): string {
  const fields = [...document.querySelectorAll('input, textarea, select')].map(
    field => (field as HTMLInputElement).value,
  )
  return JSON.stringify([fields, { ...localStorage }, { ...sessionStorage }, document.cookie, document.title])
}
