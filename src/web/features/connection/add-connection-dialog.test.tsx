import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Connector } from '#shared/contract/connectors.ts'
import { renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleConnector, sampleLogin, sampleType } from '../../fixtures/samples.ts'
import { AddConnectionDialog } from './add-connection-dialog.tsx'

// The form has tests of its own.
vi.mock('../../form/connection-form.tsx', () => ({ ConnectionForm: () => null }))

afterEach(() => vi.unstubAllGlobals())

const form = (type: string) => ({
  type,
  version: 'v1',
  service: 'windchill',
  title: type,
  defaultLabel: `${type}1`,
  hasValidate: true,
  form: {
    schema: {},
    uiSchema: {},
    secrets: { fields: [], targets: [] },
    diagnostics: [],
    validator: { url: '/validators/x.js', hash: 'x' },
  },
})

function open(start: string, changes: Parameters<typeof sampleConnector>[0] = {}, more: Connector[] = []) {
  const types = [sampleType(), sampleType({ name: 'windchill-key', label: 'App Key' })]
  const items = more.length > 0 ? more : [sampleConnector({ connectionTypes: types, ...changes })]
  serveAnswers({
    'GET /api/page/connectors': { items, broken: [] },
    'GET /api/page/accounts': { items: [] },
    'GET /api/page/forms/windchill-basic': form('windchill-basic'),
    'GET /api/page/forms/windchill-key': form('windchill-key'),
  })
  const onClose = vi.fn()
  const { router } = renderPage(
    <AddConnectionDialog start={start} verb="save" onSaved={vi.fn()} onSignIn={vi.fn()} onClose={onClose} />,
  )
  return { onClose, router, user: userEvent.setup() }
}

const label = () => screen.findByRole('textbox', { name: /Connection Label/ })

describe('the window Add Connection', () => {
  it('keeps a typed label when another type is looked at', async () => {
    const { user } = open('windchill-basic')
    await user.clear(await label())
    await user.type(await label(), 'Plant')
    await user.selectOptions(screen.getByRole('combobox', { name: /Connector Type/ }), 'App Key')
    await screen.findByRole('dialog', { name: 'Windchill' })
    await waitFor(async () => expect(await label()).toHaveProperty('value', 'Plant'))
  })

  it('closes at once while nothing is typed, also after another type was chosen', async () => {
    const { onClose, user } = open('windchill-basic')
    await label()
    await user.selectOptions(screen.getByRole('combobox', { name: /Connector Type/ }), 'App Key')
    await waitFor(async () => expect(await label()).toHaveProperty('value', 'windchill-key1'))
    await user.click(screen.getByRole('button', { name: 'Close' }))
    expect(onClose).toHaveBeenCalledOnce()
  })

  it.each(['Close', 'Close window'])('asks before %s throws away what was typed', async name => {
    const { onClose, user } = open('windchill-basic')
    await user.type(await label(), 'x')
    await user.click(screen.getByRole('button', { name }))
    expect(screen.getByRole('alertdialog', { name: 'Close without saving?' })).toBeDefined()
    expect(onClose).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Close without saving' }))
    expect(onClose).toHaveBeenCalled()
  })

  it('asks before Back throws away what was typed, and before the tab is closed', async () => {
    const { router, user } = open('windchill-basic')
    await user.type(await label(), 'x')
    await router.navigate('/preview')
    expect(await screen.findByRole('alertdialog', { name: 'Close without saving?' })).toBeDefined()
    expect(router.state.location.pathname).toBe('/')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(false)
    await router.navigate('/preview')
    await user.click(await screen.findByRole('button', { name: 'Close without saving' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/preview'))
  })

  it('lists first what was used last, where the list is long', async () => {
    localStorage.setItem('flow-recent-services', '["s6","gone","s2"]')
    const many = Array.from({ length: 9 }, (_, at) =>
      sampleConnector({ service: `s${at}`, displayName: `Service ${at}` }),
    )
    open('', {}, many)
    const recent = await screen.findByRole('list', { name: 'Used last' })
    expect(
      within(recent)
        .getAllByRole('button')
        .map(each => each.textContent),
    ).toEqual([expect.stringContaining('Service 6'), expect.stringContaining('Service 2')])
    expect(screen.getByRole('list', { name: 'All services' }).childElementCount).toBe(9)
  })

  it('says who can help where no provider is loaded, and leads there', async () => {
    open('windchill-oauth', { connectionTypes: [], loginTypes: [sampleLogin({ providers: [] })] })
    const words = 'No provider is loaded for Windchill PLM. Ask an administrator.'
    expect(await screen.findByRole('heading', { name: words })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Go to providers' })).toBeDefined()
  })
})
