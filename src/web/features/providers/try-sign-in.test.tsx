import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ProviderTrial, TrialStep } from '#shared/contract/trials.ts'
import { renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { TrySignIn } from './try-sign-in.tsx'

afterEach(() => vi.unstubAllGlobals())

const LOOK = 'GET /api/page/trials/att_1'
const STEP: TrialStep = {
  ...{ step: 'tokens', outcome: 'ok', detail: 'The account was named.', milliseconds: 12 },
  exchanges: [
    {
      ...{ role: 'token', method: 'POST', url: 'https://id.example/token', status: 200, milliseconds: 9 },
      ...{ sent: { client_id: 'flow', client_secret: '•••' }, headers: {}, got: { expires_in: 3600 } },
    },
  ],
}

function open(...answers: Partial<ProviderTrial>[]) {
  const onClose = vi.fn()
  let asked = 0
  const base = { id: 'att_1', displayName: 'Gmail', status: 'ended', steps: [] }
  const calls = serveAnswers({
    [LOOK]: () => ({ ...base, ...answers[Math.min(asked++, answers.length - 1)] }),
    'DELETE /api/page/trials/att_1': new Response(null, { status: 204 }),
  })
  renderPage(<TrySignIn id="att_1" onClose={onClose} />)
  return { calls, onClose, user: userEvent.setup() }
}

describe('trying a sign-in', () => {
  it('leads to the service, and is ended when the window is closed before', async () => {
    const { calls, onClose, user } = open({ status: 'person', go: { url: 'https://id.example/authorize?state=x' } })
    const link = await screen.findByRole('link', { name: 'Go to the sign-in' })
    expect(link.getAttribute('href')).toBe('https://id.example/authorize?state=x')
    await user.click(screen.getByRole('button', { name: 'Close' }))
    expect(onClose).toHaveBeenCalled()
    expect(calls.some(({ method }) => method === 'DELETE')).toBe(true)
  })

  it('asks again until it has ended, and shows each step with what went over the line', async () => {
    open({ status: 'running' }, { steps: [STEP, { ...STEP, step: 'revoke', outcome: 'none', exchanges: [] }] })
    expect(await screen.findByText('All of it works', {}, { timeout: 3_000 })).toBeDefined()
    const [tokens, revoke] = within(screen.getByRole('list')).getAllByRole('listitem')
    expect(tokens?.textContent).toContain('POST https://id.example/token')
    expect(tokens?.textContent).toContain('"client_secret": "•••"')
    expect(revoke?.textContent).toContain('left out')
  })

  it('says at which step it stopped, and why', async () => {
    open({ steps: [{ ...STEP, outcome: 'failed', detail: 'The service answered 400.' }] })
    expect((await screen.findByRole('alert')).textContent).toContain('The service answered 400.')
  })
})
