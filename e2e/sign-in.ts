import type { Page } from 'playwright/test'
import { addDialog, field } from './add-dialog.ts'

/** Clicks through to the window of a practice provider, which waits for a user name and a password. */
export async function openPracticeSignIn(page: Page, provider = 'Practice'): Promise<Page> {
  const dialog = await addDialog(page, 'Practice', `Add ${provider} login`)
  await dialog.getByRole('button', { name: `Add ${provider} login` }).click()
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Allow' }).click()
  const window = await opened
  await window.getByLabel('Password').waitFor()
  return window
}

/** Signs in at the practice provider and stops at its consent page. */
export async function signInAs(provider: Page, user: string): Promise<void> {
  await provider.getByLabel('User').fill(user)
  await provider.getByLabel('Password').fill('let-me-in')
  await provider.getByRole('button', { name: 'Sign in' }).click()
  await provider.getByRole('button', { name: 'Allow' }).waitFor()
}

/** Adds a practice login from end to end and gives its label. */
export async function addPracticeLogin(page: Page, user = 'planner'): Promise<string> {
  const provider = await openPracticeSignIn(page)
  await signInAs(provider, user)
  await provider.getByRole('button', { name: 'Allow' }).click()
  const label = field(page, 'Authorization label')
  await label.waitFor()
  const value = await label.inputValue()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.waitForURL('**/')
  return value
}
