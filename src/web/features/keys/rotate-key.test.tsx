import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ApiKey } from '#shared/contract/keys.ts'
import { problem, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { RotateKey } from './rotate-key.tsx'

afterEach(() => vi.unstubAllGlobals())

const KEY: ApiKey = {
  ...{ id: 'key_1', name: 'sync', start: 'fck_se', scopes: ['credentials:read'], createdAt: '2026-11-01T00:00:00Z' },
  ...{ expiresAt: null, lastUsedAt: null },
}
const ROTATE = 'POST /api/page/keys/key_1/rotate'

function open(answer: unknown) {
  const asked = serveAnswers({ [ROTATE]: answer })
  renderPage(<RotateKey apiKey={KEY} publicUrl="http://localhost:4600" onClose={vi.fn()} />)
  return { asked, user: userEvent.setup() }
}

describe('replacing an API key', () => {
  it('lets both work for as long as was chosen, and shows the new one once', async () => {
    const { asked, user } = open({ key: 'fck_new', apiKey: { ...KEY, id: 'key_2' } })
    await user.selectOptions(screen.getByRole('combobox', { name: 'The old one still works' }), 'For a week')
    await user.click(screen.getByRole('button', { name: 'Replace' }))
    expect(await screen.findByText('fck_new')).toBeDefined()
    expect(asked[0]?.body).toEqual({ overlapHours: 168 })
  })

  it('says why it was not replaced', async () => {
    const { user } = open(problem(404, 'not_found', 'This API key was revoked already.'))
    await user.click(screen.getByRole('button', { name: 'Replace' }))
    expect(await screen.findByText(/was revoked already/)).toBeDefined()
  })
})
