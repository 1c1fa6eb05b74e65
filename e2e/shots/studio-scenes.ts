import type { Page } from 'playwright/test'
import { field } from '../add-dialog.ts'

const FAULTY = `{
  "input": {
    "type": "object",
    "format": "grid",
    "title": "Depot Server Credentials",
    "properties": {
      "host": { "type": "string", "title": "Host", "description": "Name of the server",
        "minLength": 1, "options": { "grid_columns": 8 } },
      "port": { "type": "integer", "title": "Port", "description": "443 for most",
        "mininum": 1, "default": 8443, "options": { "grid_columns": 4 } },
      "user": { "type": "string", "title": "User Name", "description": "As you sign in",
        "minLength": 1, "options": { "grid_columns": 6 } },
      "api_key": { "type": "string", "title": "API key", "description": "From your profile",
        "options": { "grid_columns": 6 } },
      "bin": { "type": "string", "title": "Bin", "description": "Where parts lie",
        "format": "shelf", "oauth": "depot-cloud" }
    }
  }
}
`

const EARLIER = `{ "input": { "type": "object", "title": "Depot", "properties": {
  "server": { "type": "string", "title": "Server", "minLength": 1 },
  "port": { "type": "string", "title": "Port" },
  "user": { "type": "string", "title": "User Name" },
  "area": { "type": "string", "title": "Area" },
  "api_key": { "type": "string", "title": "API key", "format": "password" }
} } }`

/** The studio with a text of its own, once its form stands. */
async function openStudio(page: Page, look = ''): Promise<void> {
  await page.goto(`/preview${look}`)
  await page.getByRole('textbox', { name: 'Text of connection.json' }).fill(FAULTY)
  await page.getByText('suspicious-keyword').first().waitFor()
}

async function showForm(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  const views = page.getByRole('group', { name: 'View', exact: true }).first()
  if (await views.isVisible()) await views.getByText('Form').click()
}

const show = {
  async fix(page: Page) {
    await openStudio(page)
    await page.getByRole('button', { name: /suspicious-keyword/ }).click()
    await page.locator('.cm-note').waitFor()
  },
  async received(page: Page) {
    await openStudio(page)
    await showForm(page)
    await page.getByRole('tab', { name: 'What connect receives' }).click()
  },
  async axe(page: Page) {
    await openStudio(page, '?width=320&lang=de')
    await showForm(page)
    await page.getByRole('tab', { name: 'Accessibility' }).click()
    await page.getByRole('button', { name: 'Check with axe' }).click()
    await page.getByRole('button', { name: 'Check again' }).waitFor()
  },
  async zoom(page: Page) {
    await openStudio(page, '?width=400%25&rtl=1')
    await showForm(page)
  },
  async ran(page: Page) {
    await page.goto('/preview/practice-basic')
    await showForm(page)
    await field(page, 'User Name').fill('practice')
    await field(page, 'Password').fill('let-me-in')
    await page.getByRole('button', { name: 'Run validate' }).click()
    await page.getByText(/\d ms$/).waitFor()
  },
  async comparing(page: Page) {
    await openStudio(page)
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByRole('heading', { name: 'What would an upgrade change?' }).waitFor()
  },
  async compared(page: Page) {
    await show.comparing(page)
    await page.getByRole('textbox', { name: /earlier connection.json/ }).fill(EARLIER)
    await page.getByRole('table').waitFor()
  },
  async picture(page: Page) {
    await page.goto('/preview')
    const buffer = Buffer.from([137, 80, 78, 71, 0])
    await page.getByLabel('Open file…').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer })
    await page.getByRole('alert').waitFor()
  },
  async empty(page: Page) {
    await page.goto('/preview')
    await page.getByRole('textbox', { name: 'Text of connection.json' }).fill('')
    await showForm(page)
    await page.getByRole('button', { name: 'Start with an example' }).waitFor()
  },
  async unknown(page: Page) {
    await page.goto('/preview/nowhere-basic')
    await showForm(page)
    await page.getByRole('button', { name: 'Try again' }).waitFor()
  },
}

const KEPT = new Map([
  ['fix', ['light', 'phone']],
  ['compared', ['dark']],
  ['axe', ['light']],
] as const)

/** What an author meets in the studio besides a form that is right. */
export const STUDIO_SCENES = Object.entries(show).map(([name, open]) => {
  const docs = KEPT.get(name as 'fix')
  return { name: `studio-${name}`, show: open, ...(docs ? { docs } : {}) }
})
