import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { addDialog, field } from '../add-dialog.ts'
import type { Walk } from './walk-guide.ts'

/** What the guide says to do in the page; `shot` is called where it shows a picture. */
export async function makeConnection(
  page: Page,
  { serviceUrl }: Pick<Walk, 'serviceUrl'>,
  shot: (name: 'form' | 'saved') => Promise<void>,
): Promise<void> {
  const dialog = await addDialog(page, 'Depot')
  await field(dialog, 'Server URL').fill(serviceUrl)
  await field(dialog, 'User Name').fill('ada')
  await field(dialog, 'Password').fill('open sesame')
  await expect(dialog.getByText('This one is free.')).toBeVisible()
  await field(dialog, 'Password').blur()
  await shot('form')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
  await expect(page.getByText('Depot_Basic1').first()).toBeVisible({ timeout: 30_000 })
  await shot('saved')
}
