import { describe, expect, it, vi } from 'vitest'
import type { Account } from '#shared/contract/accounts.ts'
import { sampleAccount } from '../../fixtures/samples.ts'
import { ENTRY_WINDOWS } from './account-actions.ts'
import { rowMenu } from './row-menu.ts'

const actions = { select: vi.fn(), test: vi.fn(), reconnect: vi.fn(), open: vi.fn() }
const labels = (changes: Partial<Account>) => rowMenu(sampleAccount(changes), false, actions).map(({ label }) => label)

describe('the menu of a row', () => {
  it('lets others use and look at what somebody shares, and nothing else', () => {
    expect(labels({ sharedBy: 'Jo' })).toEqual(['Test', 'Use it', 'Details'])
  })

  it('offers to edit a connection, and to sign in anew to a login', () => {
    expect(labels({})).toContain('Edit')
    expect(labels({ kind: 'login' })).toContain('Reconnect')
    expect(labels({ kind: 'login' })).not.toContain('Edit')
  })

  it('opens each window by the name it has in the address', () => {
    const account = sampleAccount({ shared: true })
    for (const entry of rowMenu(account, false, actions)) entry.run()
    expect(actions.open.mock.calls.map(([window]) => window)).toEqual(ENTRY_WINDOWS)
    expect(labels({ shared: true })).toContain('Stop sharing…')
  })
})
