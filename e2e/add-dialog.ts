import type { Locator, Page } from 'playwright/test'

/** Opens Add connection, chooses a service and, where it offers several, one of its types. */
export async function addDialog(page: Page, service: string, type?: string): Promise<Locator> {
  await page.goto('/')
  await page.getByRole('button', { name: 'Add connection' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('button', { name: new RegExp(`^${service}`, 'i') })
    .first()
    .click()
  if (type) await dialog.getByLabel('Connector type').selectOption({ label: type })
  return dialog
}

/** The control whose label is `title`, with or without "(required)"; not the buttons that speak about it. */
export function field(scope: Locator | Page, title: string): Locator {
  return scope.getByLabel(new RegExp(`^${title}( \\(required\\))?$`, 'i'))
}
