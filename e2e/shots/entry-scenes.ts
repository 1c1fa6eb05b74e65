import type { Page } from 'playwright/test'
import { sampleAccounts } from './sample-accounts.ts'
import { serveAccounts } from './serve-accounts.ts'

const USES = {
  items: [
    { consumer: 'flow-1', title: 'Nightly import of parts', owner: 'purchasing' },
    { consumer: 'flow-2', title: 'Release notice', owner: 'engineering' },
    { consumer: 'flow-3', title: 'Stock check' },
  ],
  more: 0,
}
const RECORD = {
  items: [
    { at: '2026-11-23T10:58:00.000Z', action: 'credential-released', actor: 'engine', reason: 'flow-1', count: 3 },
    { at: '2026-11-23T09:12:00.000Z', action: 'account-shared', actor: 'you', count: 1 },
    { at: '2026-11-02T08:00:00.000Z', action: 'connection-saved', actor: 'you', count: 1 },
  ],
}

/** Opens a window about one saved entry that flows use. */
async function openWindow(page: Page, entry: string, label = 'Windchill_PLM_Prod'): Promise<void> {
  await serveAccounts(page, sampleAccounts(), 5_000)
  await page.route('**/api/page/accounts/*/uses', route => route.fulfill({ json: USES }))
  await page.route('**/api/page/accounts/*/record', route => route.fulfill({ json: RECORD }))
  await page.goto('/')
  await page.getByRole('button', { name: `More for ${label}` }).click()
  await page.getByRole('menuitem', { name: entry }).click()
  await page.locator('dialog[open]').getByText('Nightly import of parts').waitFor()
}

/** The windows about one saved entry, as scenes. */
export const ENTRY_SCENES = [
  { name: 'accounts-stop-sharing', show: (page: Page) => openWindow(page, 'Stop sharing…') },
  { name: 'accounts-switch', docs: ['light'] as const, show: (page: Page) => openWindow(page, 'Switch…') },
  { name: 'accounts-details', docs: ['dark'] as const, show: (page: Page) => openWindow(page, 'Details') },
  { name: 'accounts-in-use', show: (page: Page) => openWindow(page, 'Delete…') },
]
