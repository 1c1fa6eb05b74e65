import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { LoginType } from '#shared/contract/connectors.ts'
import { sampleConnector, sampleLogin } from '../../fixtures/samples.ts'
import { ProviderCard } from './provider-cards.tsx'

const PAGE = 'https://docs.example.com/oauth'

function show(documentation?: LoginType['documentation']) {
  const type = sampleLogin(documentation ? { documentation } : {})
  const config = { connector: sampleConnector(), type, providers: [] }
  render(
    <ProviderCard
      config={config}
      logins={[]}
      onTemplate={() => undefined}
      onDelete={() => undefined}
      onTry={() => undefined}
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
