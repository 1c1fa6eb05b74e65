import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LoginType } from '#shared/contract/connectors.ts'
import { renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleConnector, sampleLogin } from '../../fixtures/samples.ts'
import { ProviderCard } from './provider-card.tsx'

afterEach(() => vi.unstubAllGlobals())

const PAGE = 'https://docs.example.com/oauth'

function show(documentation?: LoginType['documentation']) {
  const type = sampleLogin(documentation ? { documentation } : {})
  const config = { connector: sampleConnector(), type, providers: [] }
  render(
    <ProviderCard
      config={config}
      health={new Map()}
      onTemplate={() => undefined}
      actions={{ remove: () => undefined, tryIt: () => undefined }}
    />,
  )
}

describe('the card of an OAuth config', () => {
  it('says nothing of verification where the file says nothing', () => {
    show()
    expect(screen.queryByText('Unverified')).toBeNull()
    expect(screen.queryByRole('link')).toBeNull()
  })

  it('names the pages it follows and the day they were read', () => {
    show({ pages: [PAGE], read: '2026-11-22', unverified: [] })
    expect(screen.queryByText('Unverified')).toBeNull()
    expect(screen.getByText('It follows these pages, read on 2026-11-22:')).toBeDefined()
    const link = screen.getByRole('link', { name: 'docs.example.com/oauth (opens a new tab)' })
    expect([link.getAttribute('href'), link.getAttribute('rel')]).toEqual([PAGE, 'noreferrer'])
  })

  it('is marked as unverified, with the fields that no page shows', () => {
    show({ pages: [PAGE], read: '2026-11-22', unverified: ['oauth2_validate_url', 'oauth2_ext.revoke'] })
    expect(screen.getByText('Unverified')).toBeDefined()
    expect(screen.getByText('oauth2_validate_url')).toBeDefined()
    expect(screen.getByText('oauth2_ext.revoke')).toBeDefined()
  })

  it('is marked as unverified where nobody read a page', () => {
    show({ pages: [PAGE], read: null, unverified: [] })
    expect(screen.getByText('Unverified')).toBeDefined()
    expect(screen.getByText(/^Nobody has compared this config/)).toBeDefined()
    expect(screen.getByText('It follows these pages:')).toBeDefined()
  })
})

describe('a loaded provider', () => {
  const provider = {
    ...{ id: 'prv_a', connector: 'windchill-oauth', displayName: 'Windchill Prod', title: 'Windchill PLM' },
    ...{ redirectUri: 'https://flow.example.com/oauth/return/a', hosts: ['plm.example.com'], scopes: [], logins: 3 },
    updatedAt: '2026-11-01T09:00:00.000Z',
  }
  const health = {
    ...{ id: 'prv_a', displayName: 'Windchill Prod', connector: 'windchill-oauth', ok: 1, needsReconnect: 0 },
    ...{
      failing: 2,
      failures: ['config'],
      failingSince: '2025-03-04T12:00:00.000Z',
      waitingHosts: ['new.example.com'],
    },
  }

  function showLoaded() {
    const actions = { remove: vi.fn(), tryIt: vi.fn() }
    const onTemplate = vi.fn()
    const config = { connector: sampleConnector(), type: sampleLogin({ setupUrl: PAGE }), providers: [provider] }
    renderPage(<ProviderCard config={config} health={new Map([['prv_a', health]])} {...{ onTemplate, actions }} />)
    return { onTemplate, user: userEvent.setup() }
  }

  it('says what fails, since when and why', () => {
    showLoaded()
    expect(screen.getByText('Failing since Mar 4, 2025')).toBeDefined()
    expect(screen.getByText(/does not accept the application/)).toBeDefined()
  })

  it('keeps the way to register another one, with its template', async () => {
    const { onTemplate, user } = showLoaded()
    await user.click(screen.getByText('Register another application'))
    expect(screen.getByRole('link', { name: /docs.example.com/ }).getAttribute('href')).toBe(PAGE)
    await user.click(screen.getByRole('button', { name: /Template/ }))
    expect(onTemplate).toHaveBeenCalledOnce()
  })

  it('approves exactly the hosts that were seen', async () => {
    const asked = serveAnswers({ 'POST /api/page/providers/prv_a/hosts': null })
    const { user } = showLoaded()
    expect(screen.getByText('new.example.com')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Approve Windchill Prod' }))
    await waitFor(() => expect(asked[0]?.body).toEqual({ hosts: ['new.example.com'] }))
  })
})
