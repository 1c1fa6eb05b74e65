import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderPage } from '../../fixtures/render-page.tsx'
import { sampleSession } from '../../fixtures/samples.ts'
import { TabBar } from './main-links.tsx'

function tabs(admin: boolean): (string | null)[] {
  const { user } = sampleSession()
  renderPage(<TabBar />, '/', sampleSession({ mode: 'team', user: { ...user, admin } }))
  return within(screen.getByRole('navigation'))
    .getAllByRole('link')
    .map(link => link.textContent)
}

describe('the tab bar of a phone', () => {
  it('has one place for the administration', () => {
    expect(tabs(true)).toEqual(['Accounts', 'Playground', 'Studio', 'Admin'])
  })

  it('shows no administration to a member', () => {
    expect(tabs(false)).toEqual(['Accounts', 'Playground', 'Settings'])
  })
})
