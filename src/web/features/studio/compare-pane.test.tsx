import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FormBundle } from '#shared/contract/forms.ts'
import type { Preview } from '#shared/contract/preview.ts'
import type { JsonObject } from '#shared/json.ts'
import { renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { compiled } from '../../form/fixtures/draw-form.tsx'
import { ComparePane } from './compare-pane.tsx'

afterEach(() => vi.unstubAllGlobals())

const preview = (version: string, properties: JsonObject): Preview => {
  const form = { ...compiled({ type: 'object', properties }), validator: { url: '/validator.js' } } as FormBundle
  return { title: '', type: 'depot', version, source: '', problems: [], form }
}

function show(answers: Record<string, unknown> = {}) {
  const asked = serveAnswers(answers)
  const shown = { ...preview('v3', { server: { type: 'string', title: 'Server' } }), versions: ['v3', 'v2', 'v1'] }
  renderPage(<ComparePane shown={shown} dropped={undefined} onClose={vi.fn()} />)
  return { asked, user: userEvent.setup() }
}

describe('a comparison with the disk', () => {
  it('begins with the version before, and says what becomes of what was saved', async () => {
    const before = preview('v2', {
      server: { type: 'string', title: 'Server' },
      area: { type: 'string', title: 'Area' },
    })
    const { asked } = show({ 'POST /api/page/preview': before })
    expect((await screen.findByRole('row', { name: /Area/ })).textContent).toContain('Lost')
    expect(asked[0]?.body).toEqual({ type: 'depot', version: 'v2' })
  })

  it('goes to another version when that is chosen', async () => {
    const { asked, user } = show({ 'POST /api/page/preview': preview('v1', {}) })
    await user.selectOptions(screen.getByRole('combobox'), 'v1')
    await vi.waitFor(() => expect(asked.at(-1)?.body).toEqual({ type: 'depot', version: 'v1' }))
  })

  it('says that the server does not answer, and tries again by a press', async () => {
    serveAnswers({})
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    const shown = { ...preview('v3', {}), versions: ['v3', 'v2'] }
    renderPage(<ComparePane shown={shown} dropped={undefined} onClose={vi.fn()} />)
    expect(await screen.findByText('The server does not answer')).toBeDefined()
    serveAnswers({ 'POST /api/page/preview': preview('v2', { zone: { type: 'string', title: 'Zone' } }) })
    await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('row', { name: /Zone/ })).toBeDefined()
  })
})
