import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'

afterEach(() => vi.unstubAllGlobals())

const CREATED = {
  key: 'fck_secret',
  apiKey: {
    id: 'key_1',
    name: 'sync',
    start: 'fck_se',
    scopes: [],
    createdAt: '2026-11-01T00:00:00Z',
    expiresAt: null,
    lastUsedAt: null,
  },
}

describe('creating an API key', () => {
  it('asks for a name first', async () => {
    const asked = serveAnswers({})
    renderPage(<NewKeyDialog publicUrl="http://localhost:4600" onClose={vi.fn()} />)
    await userEvent.setup().click(screen.getByRole('button', { name: 'Create key' }))
    expect(screen.getByText('Fill in this field.')).toBeDefined()
    expect(asked).toEqual([])
  })

  it('shows the key once, and keeps it out of everything that stays', async () => {
    const asked = serveAnswers({ 'POST /api/page/keys': CREATED })
    const onClose = vi.fn()
    renderPage(<NewKeyDialog publicUrl="http://localhost:4600" onClose={onClose} />)
    const user = userEvent.setup()
    await user.type(screen.getByRole('textbox', { name: /Name/ }), 'sync')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Ends' }), 'Never')
    await user.click(screen.getByRole('checkbox', { name: 'open windows to connect for its users' }))
    await user.click(screen.getByRole('button', { name: 'Create key' }))
    expect(await screen.findByText('fck_secret')).toBeDefined()
    expect(asked[0]?.body).toEqual({
      ...{ name: 'sync', expiresInDays: null },
      scopes: ['credentials:read', 'uses:write', 'sessions:create'],
    })
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('fck_secret')
    await user.click(screen.getByRole('button', { name: 'I have copied it' }))
    expect(onClose).toHaveBeenCalled()
  })
})
