import { describe, expect, it } from 'vitest'
import { sampleAccount, sampleConnector } from '../../fixtures/samples.ts'
import { countStates, groupAccounts } from './group-accounts.ts'

const accounts = [
  sampleAccount({ id: 'con_1', label: 'Zeta' }),
  sampleAccount({ id: 'con_2', label: 'Alpha', state: 'failing' }),
  sampleAccount({ id: 'con_3', label: 'Mail', service: 'gone', state: 'failing' }),
]

describe('groupAccounts', () => {
  it('groups by service and sorts labels, also of a connector that is gone', () => {
    const groups = groupAccounts(accounts, [sampleConnector()], { query: '', state: 'all' })
    expect(groups.map(group => [group.name, group.accounts.map(each => each.label)])).toEqual([
      ['gone', ['Mail']],
      ['Windchill', ['Alpha', 'Zeta']],
    ])
  })

  it('keeps what matches the query and the state', () => {
    const groups = groupAccounts(accounts, [sampleConnector()], { query: 'windchill', state: 'failing' })
    expect(groups.flatMap(group => group.accounts.map(each => each.label))).toEqual(['Alpha'])
  })

  it('does not reorder the list it was given', () => {
    groupAccounts(accounts, [], { query: '', state: 'all' })
    expect(accounts.map(each => each.label)).toEqual(['Zeta', 'Alpha', 'Mail'])
  })

  it('counts each state', () => {
    expect(countStates(accounts)).toMatchObject({ ok: 1, failing: 2, unreadable: 0 })
  })
})
