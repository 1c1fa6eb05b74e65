import type { BrowserContext, Locator, Page } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'
import { axeViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { leftInEnglish, misfits } from './left-in-english.ts'
import { QAFILA, writeArabicConnector } from './write-arabic-connector.ts'
import { formSchema, writeConnector } from './write-connector.ts'

/** Passes when it is saved, and meets a closed port when it is tested later. */
const BREAKS_LATER = `module.exports = {
  connect: (input, output) => output(null, { handle: {} }),
  validate: (input, options, output) => options.reason === 'save'
    ? output(null, true)
    : output(Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' })),
}`

const address = { type: 'string', title: 'Adresse', description: 'Wo es läuft', format: 'url', minLength: 1 }

test.beforeAll(async ({ app }) => {
  await writeArabicConnector(app.home)
  await writeConnector(app.home, 'brueche', {
    spaeter: { input: formSchema('Später kaputt', { adresse: address }), code: BREAKS_LATER },
  })
})

async function inLanguage(context: BrowserContext, locale: string): Promise<void> {
  await context.addInitScript(wanted => {
    Object.defineProperty(navigator, 'languages', { get: () => [wanted] })
  }, locale)
}

async function expectGood(page: Page, where: string): Promise<void> {
  expect(await axeViolations(page), where).toEqual([])
  expect(await misfits(page), where).toEqual([])
}

async function expectGerman(page: Page, where: string): Promise<void> {
  expect(await leftInEnglish(page), where).toEqual([])
  await expectGood(page, where)
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.skeleton-row')).toHaveCount(0)
}

for (const [width, colorScheme] of [
  [1280, 'light'],
  [320, 'dark'],
] as const) {
  test.describe(`in German, ${colorScheme}, at ${width} px`, () => {
    test.beforeEach(async ({ page, context }) => {
      await inLanguage(context, 'de-DE')
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 800 })
    })

    test('every page is German, passes axe and fits', async ({ page }) => {
      for (const path of ['/', '/actions', '/preview', '/providers', '/settings', '/nirgends']) {
        await page.goto(path)
        await settled(page)
        await expect(page.locator('html')).toHaveAttribute('lang', 'de-DE')
        await expectGerman(page, path)
      }
      await page.goto('/settings')
      await page.getByRole('button', { name: 'Schlüssel erstellen' }).click()
      await expectGerman(page, 'new key')
    })

    test('a connection is added, fails later and is deleted in German', async ({ page }) => {
      const label = `Bruch_${width}`
      await page.goto('/?add=brueche-spaeter')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Speichern' }).click()
      await expect(dialog.getByRole('alert')).toContainText('Es gibt 1 Problem')
      await expectGerman(page, 'failed form')
      await germanField(dialog, 'Bezeichnung der Verbindung').fill(label)
      await germanField(dialog, 'Adresse').fill('https://127.0.0.1:9')
      await dialog.getByRole('button', { name: 'Testen' }).click()
      const refusal = dialog.getByRole('alert').first()
      await expect(refusal).toContainText('nimmt die Verbindung nicht an. Prüfen Sie „Adresse“ und den Port.')
      await expectGerman(page, 'refused test')
      await dialog.getByRole('button', { name: 'Speichern' }).click()
      await expect(page.getByText(`${label} ist gespeichert.`)).toBeVisible()
      const row = page.getByRole('listitem').filter({ has: page.getByText(label, { exact: true }) })
      await row.getByRole('button', { name: `Mehr zu ${label}` }).click()
      await page.getByRole('menuitem', { name: 'Testen' }).click()
      await expect(row).toContainText('Gestört')
      await expect(row).toContainText('nimmt die Verbindung nicht an')
      await expectGerman(page, 'list')
      await row.getByRole('button', { name: `Mehr zu ${label}` }).click()
      await page.getByRole('menuitem', { name: 'Verwenden' }).click()
      await expectGerman(page, 'use it')
      await page.keyboard.press('Escape')
      await row.getByRole('button', { name: `Mehr zu ${label}` }).click()
      await page.getByRole('menuitem', { name: /^Löschen/ }).click()
      await expectGerman(page, 'delete')
      await page.getByRole('alertdialog').getByRole('button', { name: 'Löschen' }).click()
      await expect(page.getByText(`${label} ist gelöscht.`)).toBeVisible()
    })

    test('the way to a login is German', async ({ page }) => {
      await page.goto('/?add=practice')
      const dialog = page.getByRole('dialog')
      await germanField(dialog, 'Konnektortyp').selectOption({ label: 'Neue Anmeldung: Practice' })
      await expectGerman(page, 'login')
      await dialog.getByRole('button', { name: 'Neue Anmeldung: Practice' }).click()
      await expect(page.getByRole('button', { name: 'Zulassen' })).toBeVisible()
      await expectGerman(page, 'consent')
    })
  })
}

function germanField(scope: Locator | Page, title: string): Locator {
  return scope.getByLabel(new RegExp(`^${title}( \\(erforderlich\\))?$`))
}

test('English fetches no other language, German exactly its own, and nothing is drawn before it is there', async ({
  page,
  browser,
  app,
}) => {
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  await page.goto('/')
  await settled(page)
  expect(asked.filter(path => /\/de-/.test(path))).toEqual([])

  const german = await browser.newContext({ locale: 'de-AT' })
  const other = await german.newPage()
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  const languages: string[] = []
  await other.route('**/assets/de-*.js', async route => {
    languages.push(route.request().url())
    await held
    await route.continue()
  })
  await Promise.all([other.waitForRequest('**/assets/de-*.js'), other.goto(app.url, { waitUntil: 'commit' })])
  await other.waitForResponse('**/api/page/session')
  expect(await other.locator('#root').innerHTML()).toBe('')
  release()
  await expect(other.getByRole('heading', { level: 1, name: 'Verbundene Konten' })).toBeVisible()
  expect(languages).toHaveLength(1)
  await german.close()
})

test('another language comes without a reload and keeps what was typed, also a secret', async ({ page, context }) => {
  const dialog = await addDialog(page, 'Practice', 'Practice App Key')
  await field(dialog, 'Connection label').fill('Half_done')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('There is 1 problem')
  await field(dialog, 'Server URL').fill('nowhere')
  await field(dialog, 'App key').fill('canary-half-typed')
  await field(dialog, 'Server URL').focus()
  await expect(dialog.getByText('Enter a full address').first()).toBeVisible()
  const wayIn = await page.evaluate(() => performance.timeOrigin)

  const settings = await context.newPage()
  await settings.goto('/settings')
  await settings.getByLabel('Language', { exact: true }).selectOption('de')
  await expect(settings.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible()
  await expect(settings.locator('html')).toHaveAttribute('lang', 'de')

  await expect(germanField(dialog, 'Server-URL')).toHaveValue('nowhere')
  await expect(germanField(dialog, 'Server-URL')).toBeFocused()
  await expect(germanField(dialog, 'App-Schlüssel')).toHaveValue('canary-half-typed')
  await expect(germanField(dialog, 'App-Schlüssel')).toHaveAttribute('type', 'password')
  await expect(germanField(dialog, 'Bezeichnung der Verbindung')).toHaveValue('Half_done')
  await expect(dialog.getByText('Geben Sie eine vollständige Adresse ein').first()).toBeVisible()
  expect(await leftInEnglish(page)).toEqual([])
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(wayIn)

  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await settings.getByLabel('Sprache', { exact: true }).selectOption('en')
  await expect(settings.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-US')
  await settings.close()
})

test.describe('on an Arabic page', () => {
  test.beforeEach(({ context }) => inLanguage(context, 'ar-EG'))

  test('everything is mirrored, and a connector speaks Arabic', async ({ page }) => {
    await page.goto('/?add=qafila-row')
    const dialog = page.getByRole('dialog')
    const { arabic } = QAFILA
    await expect(dialog.getByRole('heading', { name: arabic.title })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    const name = await boxOf(field(dialog, arabic.name))
    const password = await boxOf(field(dialog, arabic.password))
    expect(name.y).toBe(password.y)
    expect(name.x).toBeGreaterThan(password.x + password.width)
    const [save, close, test] = await Promise.all(
      ['Save', 'Close', 'Test'].map(button => boxOf(dialog.getByRole('button', { name: button, exact: true }))),
    )
    expect((save?.x ?? 0) < (close?.x ?? 0) && (close?.x ?? 0) < (test?.x ?? 0)).toBe(true)
    const eye = await boxOf(dialog.getByRole('button', { name: `Show ${arabic.password}` }))
    expect(eye.x).toBeLessThan(password.x + password.width / 2)
    await expect(field(dialog, arabic.name)).toHaveAttribute('dir', 'auto')
    await expect(field(dialog, arabic.password)).toHaveAttribute('dir', 'ltr')
    await expectGood(page, 'Arabic form')
    await page.setViewportSize({ width: 320, height: 800 })
    await expectGood(page, 'narrow Arabic form')
  })

  test('the arrow keys of tabs follow the reading direction', async ({ page }) => {
    await page.goto('/?add=qafila-tabs')
    const dialog = page.getByRole('dialog')
    const { arabic } = QAFILA
    const [first, second] = [dialog.getByRole('tab').first(), dialog.getByRole('tab', { name: arabic.proxy })]
    expect((await boxOf(first)).x).toBeGreaterThan((await boxOf(second)).x)
    await first.focus()
    await page.keyboard.press('ArrowLeft')
    await expect(second).toBeFocused()
    await expect(field(dialog, arabic.host)).toHaveAttribute('dir', 'ltr')
    await page.keyboard.press('ArrowRight')
    await expect(first).toBeFocused()
    await expect(field(dialog, arabic.url)).toHaveAttribute('dir', 'ltr')
  })

  test('the navigation, the list and English sentences keep their sides', async ({ page }) => {
    await page.goto('/')
    await settled(page)
    const navigation = await boxOf(page.getByRole('navigation', { name: 'Main' }))
    const main = await boxOf(page.getByRole('main'))
    expect(navigation.x).toBeGreaterThanOrEqual(main.x + main.width)
    const title = page.getByRole('heading', { level: 1 })
    const add = page.getByRole('button', { name: 'Add connection' }).first()
    expect((await boxOf(title)).x).toBeGreaterThan((await boxOf(add)).x)
    // The full stop of an English sentence stands at its end, not before its first word.
    expect(await page.locator('.page-head p').evaluate(node => getComputedStyle(node).unicodeBidi)).toBe('plaintext')
    await expectGood(page, 'Arabic list')
  })
})

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('nothing is drawn here')
  return box
}
