import type { Page } from 'playwright/test'
import type { Account } from '#shared/contract/accounts.ts'

/** Lets the page see these entries in place of the stored ones. A test of one takes a moment and finds it good. */
export async function serveAccounts(page: Page, accounts: readonly Account[], testTakes = 30): Promise<void> {
  await page.route('**/api/page/accounts?*', route => {
    const query = new URL(route.request().url()).searchParams
    const from = Number(query.get('cursor') ?? 0)
    const to = from + Number(query.get('limit') ?? 200)
    return route.fulfill({ json: { items: accounts.slice(from, to), next: to < accounts.length ? String(to) : null } })
  })
  await page.route('**/api/page/accounts/*/test?*', async route => {
    await new Promise(resolve => setTimeout(resolve, testTakes))
    const id = new URL(route.request().url()).pathname.split('/').at(-2)
    const account = accounts.find(each => each.id === id)
    const good = account && { ...account, state: 'ok', message: undefined, lastTestedAt: new Date().toISOString() }
    await route
      .fulfill({ json: { ok: true, message: 'Connection validated successfully', milliseconds: 20, account: good } })
      // Cancelled by the page.
      .catch(() => undefined)
  })
}
