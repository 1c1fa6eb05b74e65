import type { Page } from 'playwright/test'
import { addDialog, field } from '../add-dialog.ts'
import { openPracticeSignIn } from '../sign-in.ts'
import { ENTRY_SCENES } from './entry-scenes.ts'
import { OVERSIGHT_SCENES } from './oversight-scenes.ts'
import { sampleAccounts } from './sample-accounts.ts'
import { serveAccounts } from './serve-accounts.ts'
import { STUDIO_SCENES } from './studio-scenes.ts'
import { WEBHOOK_SCENES } from './webhook-scenes.ts'

/** One page in one state. */
export interface Scene {
  name: string
  /** Kept under docs/screens, in these looks. */
  docs?: readonly Look[]
  /** Leaves the page as it is to be seen. */
  show(page: Page): Promise<unknown>
  /** What a phone does not show. */
  wideOnly?: boolean
}

export const LOOKS = ['light', 'dark', 'phone'] as const
export type Look = (typeof LOOKS)[number]

async function openAccounts(page: Page): Promise<void> {
  await serveAccounts(page, sampleAccounts(), 5_000)
  await page.goto('/')
  await page.getByRole('button', { name: 'Gmail_Orders', exact: true }).waitFor()
}

async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton'))
}

async function pasteLoadFile(page: Page, text: string): Promise<void> {
  await openPage(page, '/providers')
  await page.getByRole('button', { name: 'Load file…' }).click()
  await page.getByLabel('Or paste its text here').evaluate((box, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
  await page.getByRole('dialog').locator('.review-line, .load-faults').first().waitFor()
}

/** Every page and state, in the order of the navigation. */
export const SCENES: readonly Scene[] = [
  { name: 'accounts', docs: LOOKS, show: openAccounts },
  { name: 'accounts-empty', docs: ['light'], show: page => openPage(page, '/') },
  {
    name: 'accounts-selected',
    docs: ['light'],
    wideOnly: true,
    async show(page) {
      await openAccounts(page)
      for (const label of ['Gmail_Orders', 'Windchill_PLM_Test']) await page.getByLabel(`Select ${label}`).check()
    },
  },
  {
    name: 'accounts-testing',
    wideOnly: true,
    async show(page) {
      await openAccounts(page)
      await page.getByRole('button', { name: 'Test all' }).click()
      await page.getByText('Testing, 0 of 8').waitFor()
    },
  },
  {
    name: 'accounts-menu',
    async show(page) {
      await openAccounts(page)
      await page.getByRole('button', { name: 'More for Gmail_Orders' }).click()
    },
  },
  {
    name: 'accounts-no-match',
    async show(page) {
      await openAccounts(page)
      await page.getByRole('searchbox').fill('windchil_plm_prd')
      await page.getByText('Did you mean').waitFor()
    },
  },
  {
    name: 'accounts-rename',
    async show(page) {
      await openAccounts(page)
      await page.getByRole('button', { name: 'More for Gmail_Orders' }).click()
      await page.getByRole('menuitem', { name: 'Rename…' }).click()
      await field(page, 'Connection Label').fill('Gmail_Alerts')
    },
  },
  {
    name: 'accounts-delete',
    async show(page) {
      await openAccounts(page)
      await page.getByRole('button', { name: 'More for Gmail_Orders' }).click()
      await page.getByRole('menuitem', { name: 'Delete…' }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  ...ENTRY_SCENES,
  {
    name: 'accounts-unreachable',
    async show(page) {
      await page.route('**/api/page/accounts?*', route => route.abort())
      await page.goto('/')
      await page.getByText('The server does not answer').waitFor({ timeout: 20_000 })
    },
  },
  { name: 'add-list', docs: ['light'], show: page => openPage(page, '/?add=') },
  { name: 'add-form', docs: LOOKS, show: page => addDialog(page, 'Practice') },
  {
    name: 'add-form-errors',
    docs: ['light', 'dark'],
    async show(page) {
      const dialog = await addDialog(page, 'Cloud Billing')
      await dialog.locator('.fc-body').waitFor()
      await dialog.getByRole('button', { name: 'Save' }).click()
      await dialog.getByRole('alert').waitFor()
    },
  },
  {
    name: 'add-refused',
    docs: ['light'],
    async show(page) {
      const dialog = await addDialog(page, 'Practice')
      await field(dialog, 'User Name').fill('practice')
      await field(dialog, 'Password').fill('not-this-one')
      await dialog.getByRole('button', { name: 'Test', exact: true }).click()
      await dialog.getByRole('alert').waitFor()
    },
  },
  { name: 'playground', docs: ['light', 'dark'], show: page => openPage(page, '/actions') },
  {
    name: 'consent',
    docs: LOOKS,
    async show(page) {
      const dialog = await addDialog(page, 'Practice', 'Add Practice login')
      await dialog.getByRole('button', { name: 'Add Practice login' }).click()
      await page.getByRole('button', { name: 'Allow' }).waitFor()
    },
  },
  {
    name: 'consent-waiting',
    async show(page) {
      await (await openPracticeSignIn(page)).close()
    },
  },
  { name: 'studio', docs: LOOKS, show: page => openPage(page, '/preview/practice-basic') },
  ...STUDIO_SCENES,
  { name: 'providers', docs: LOOKS, show: page => openPage(page, '/providers') },
  {
    name: 'providers-load',
    docs: ['light'],
    show: page =>
      pasteLoadFile(page, '{ "onedrive": { "OneDrive EU": { "CLIENT_ID": "flow-eu", "CLIENT_SECRET": "hidden" } } }'),
  },
  {
    name: 'providers-load-fault',
    docs: ['light', 'dark'],
    show: page =>
      pasteLoadFile(
        page,
        '{\n  "onedrive": {\n    "OneDrive EU": {\n      "CLIENT_ID": "flow-eu"\n      "CLIENT_SECRET": "hidden"\n    }\n  }\n}',
      ),
  },
  ...OVERSIGHT_SCENES,
  ...WEBHOOK_SCENES,
  {
    name: 'settings-new-key',
    async show(page) {
      await openPage(page, '/settings')
      await page.getByRole('button', { name: 'Create key' }).click()
    },
  },
  { name: 'settings', show: page => openPage(page, '/settings') },
  {
    name: 'palette',
    docs: ['light', 'dark'],
    async show(page) {
      await openAccounts(page)
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox', { name: 'Go to, add or find' }).fill('wind')
      await page.getByRole('option', { name: /Windchill_PLM_Prod/ }).waitFor()
    },
  },
  {
    name: 'shortcuts',
    async show(page) {
      await openAccounts(page)
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    },
  },
  { name: 'not-found', show: page => openPage(page, '/nowhere') },
]
