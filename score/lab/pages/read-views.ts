import type { Page } from 'playwright'
import { addDialog } from '../../../e2e/add-dialog.ts'
import { SCENES, type Scene } from '../../../e2e/shots/scenes.ts'
import type { Size } from '../../measure.ts'
import { spread } from '../forms/sample-forms.ts'

const QUICK = 18

/**
 * Every page and state that `npm run shots` shows, and every form that can be added: as it opens, and refused.
 * `FLOW_VIEWS` names a part of the names of those to look at.
 */
export async function readViews(page: Page, size: Size): Promise<Scene[]> {
  const part = process.env['FLOW_VIEWS'] ?? ''
  const views = [...SCENES, ...(await readForms(page))].filter(({ name }) => name.includes(part))
  return size === 'quick' ? spread(views, QUICK) : views
}

async function readForms(page: Page): Promise<Scene[]> {
  await page.goto('/?add=')
  const services = page
    .getByRole('dialog')
    .getByRole('list', { name: /services/i })
    .getByRole('button')
  await services.first().waitFor()
  const views: Scene[] = []
  for (const text of await services.allInnerTexts()) {
    const service = text.split('\n')[0] ?? ''
    const dialog = await addDialog(page, literally(service))
    await standing(page)
    const select = dialog.getByLabel('Connector type')
    const types = (await select.count()) > 0 ? await select.getByRole('option').allInnerTexts() : [undefined]
    views.push(...types.flatMap(type => formScenes(service, type)))
  }
  return views
}

function formScenes(service: string, type: string | undefined): Scene[] {
  const show = async (page: Page) => {
    const dialog = await addDialog(page, literally(service), type)
    await standing(page)
    return dialog.getByRole('button', { name: 'Save' })
  }
  const name = ['form', service, ...(type === undefined ? [] : [type])].join(' ')
  const refused = async (page: Page) => {
    const save = await show(page)
    if ((await save.count()) === 0 || (await save.isDisabled())) return
    await save.click()
    await page.getByRole('dialog').getByRole('alert').first().waitFor()
  }
  return [
    { name, show },
    { name: `${name}, refused`, show: refused },
  ]
}

async function standing(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('button', { name: /^(Save|Close)$/ })
    .first()
    .waitFor()
  await dialog.getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' })
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
