import { screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import { renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleAccount } from '../../fixtures/samples.ts'
import { EditConnectionDialog } from './edit-connection-dialog.tsx'

vi.mock('./connection-editor.tsx', () => ({
  ConnectionEditor: ({ form }: { form: ConnectionForm }) => <output>{form.version}</output>,
}))

afterEach(() => vi.unstubAllGlobals())

it.each([
  [{ version: 'v1', formVersion: 'v2' }, 'version=v2'],
  [{ version: 'v1' }, 'version=v1'],
])('opens %j in the form that the server will judge it by', async (versions, asked) => {
  const account = sampleAccount(versions)
  const form = { title: 'Windchill', form: { secrets: { fields: [], targets: [] } } }
  serveAnswers({
    [`GET /api/page/connections/${account.id}`]: { account, values: {} },
    'GET /api/page/forms/windchill-basic': { ...form, version: asked },
  })
  const fetched = vi.spyOn(globalThis, 'fetch')
  renderPage(
    <EditConnectionDialog
      account={account}
      accounts={[account]}
      connector={undefined}
      onSaved={vi.fn()}
      onClose={vi.fn()}
    />,
  )
  expect(await screen.findByText(asked)).toBeTruthy()
  const forms = fetched.mock.calls.map(([url]) => String(url)).filter(url => url.includes('/forms/'))
  expect(forms).toEqual([expect.stringContaining(asked)])
})
