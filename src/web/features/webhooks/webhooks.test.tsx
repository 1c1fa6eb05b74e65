import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Delivery, Webhook } from '#shared/contract/webhooks.ts'
import { problem, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { Webhooks } from './webhooks.tsx'

afterEach(() => vi.unstubAllGlobals())

const ROOT = '/api/page/webhooks'
const EVENTS = ['login.needs_reconnect', 'connection.failing']
const WEBHOOK: Webhook = {
  ...{ id: 'whk_1', url: 'https://engine.example/flow', description: 'Engine', events: EVENTS, on: true },
  createdAt: '2026-11-01T00:00:00Z',
}

function open(items: Webhook[], answers: Record<string, unknown> = {}) {
  const asked = serveAnswers({ [`GET ${ROOT}`]: { items }, ...answers })
  renderPage(<Webhooks />)
  return { asked, user: userEvent.setup() }
}

describe('webhooks', () => {
  it('are added with an address and events, and their key is shown once', async () => {
    const { asked, user } = open([], { [`POST ${ROOT}`]: { key: 'whsec_secret', webhook: WEBHOOK } })
    expect(await screen.findByText('Nobody is told yet')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Add webhook' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Add' }))
    expect(dialog.getByText('Fill in this field.')).toBeDefined()
    await user.type(dialog.getByRole('textbox', { name: /Address/ }), WEBHOOK.url)
    await user.click(dialog.getByRole('checkbox', { name: 'a login works again' }))
    await user.click(dialog.getByRole('button', { name: 'Add' }))
    expect(await screen.findByText('whsec_secret')).toBeDefined()
    const [sent] = asked.filter(({ method }) => method === 'POST')
    expect(sent?.body).toEqual({
      ...{ url: WEBHOOK.url, description: '' },
      events: ['login.needs_reconnect', 'login.failing', 'connection.failing', 'connection.recovered'],
    })
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('whsec_secret')
    await user.click(screen.getByRole('button', { name: 'I have copied it' }))
    expect(screen.queryByText('whsec_secret')).toBeNull()
  })

  it('say how they stand, and what came of a test', async () => {
    const answers = [
      { ok: true, answer: 'http-204', milliseconds: 12 },
      { ok: false, answer: 'refused-by-policy', milliseconds: 1 },
    ]
    const off = { ...WEBHOOK, id: 'whk_2', description: 'Old', on: false, off: 'gone' as const }
    const { user } = open([WEBHOOK, off], { [`POST ${ROOT}/whk_1/test`]: () => answers.shift() })
    expect(await screen.findByText(/answered that it wants no more/)).toBeDefined()
    const test = screen.getByRole('button', { name: 'Test Engine' })
    await user.click(test)
    expect(await screen.findByText('It answered 204 after 12 ms.')).toBeDefined()
    await user.click(test)
    expect(await screen.findByText(/did not come through: not an allowed address/)).toBeDefined()
  })

  it('say why an address cannot be used', async () => {
    const { user } = open([], { [`POST ${ROOT}`]: problem(422, 'invalid_input', 'Enter a whole web address.') })
    await user.click(await screen.findByRole('button', { name: 'Add webhook' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByRole('textbox', { name: /Address/ }), 'engine')
    await user.click(dialog.getByRole('button', { name: 'Add' }))
    expect(await dialog.findByText(/Enter a whole web address/)).toBeDefined()
  })

  it('list what was sent, and send it again', async () => {
    const delivery: Delivery = {
      ...{ id: 'evt_1', type: 'connection.failing', state: 'given up', tries: 9, answer: 'http-500' },
      createdAt: '2026-11-01T00:00:00Z',
    }
    const { asked, user } = open([WEBHOOK], {
      [`GET ${ROOT}/whk_1/deliveries`]: { items: [delivery] },
      [`POST ${ROOT}/whk_1/deliveries/evt_1/again`]: null,
    })
    await user.click(await screen.findByRole('button', { name: 'Deliveries to Engine' }))
    expect(await screen.findByText('Given up')).toBeDefined()
    expect(screen.getByText('9 tries, answered 500')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Send again: a connection fails its test' }))
    expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      `${ROOT}/whk_1/deliveries/evt_1/again`,
    ])
  })
})
