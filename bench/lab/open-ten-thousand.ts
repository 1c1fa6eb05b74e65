import type { Browser, Page } from 'playwright'
import { sampleAccounts } from '../../e2e/shots/sample-accounts.ts'
import { serveAccounts } from '../../e2e/shots/serve-accounts.ts'
import type { BuiltApp } from './with-built-app.ts'

const SERVICES = ['windchill', 'thingworx', 'gmail', 'practice']

/** The accounts page with ten thousand entries in every state, once all of them are there. */
export async function openTenThousand({ browser, url }: Pick<BuiltApp, 'url'> & { browser: Browser }): Promise<Page> {
  const samples = sampleAccounts()
  const accounts = Array.from({ length: 10_000 }, (_, index) => {
    const service = SERVICES[index % SERVICES.length] ?? 'practice'
    const sample = samples[index % samples.length]
    if (!sample) throw new Error('no sample accounts')
    return { ...sample, id: `con_${String(index).padStart(26, 'a')}`, service, label: `${service}_${index}` }
  })
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
  await serveAccounts(page, accounts)
  await page.goto(url)
  await page.getByRole('button', { name: 'All 10000' }).waitFor()
  await page.waitForLoadState('networkidle')
  return page
}
