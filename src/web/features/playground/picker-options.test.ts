import { describe, expect, it } from 'vitest'
import type { Picker } from '#shared/contract/connectors.ts'
import { sampleAccount, sampleLogin } from '../../fixtures/samples.ts'
import { pickerOptions } from './picker-options.ts'

const connection: Picker = {
  property: 'connection',
  title: 'Windchill Connection',
  required: true,
  kind: 'connection',
  target: 'windchill-basic',
  service: 'windchill',
}
const login: Picker = { ...connection, property: 'token', kind: 'oauth', target: 'windchill-oauth' }
const accounts = [
  sampleAccount({ id: 'con_2', label: 'B' }),
  sampleAccount({ id: 'con_1', label: 'A' }),
  sampleAccount({ id: 'con_3', label: 'Other', type: 'windchill-key' }),
  sampleAccount({ id: 'log_1', label: 'L', kind: 'login', type: 'windchill-oauth', account: 'wc-flow' }),
]
const labels = (options: { label: string }[]) => options.map(option => option.label)

describe('pickerOptions', () => {
  it('puts Add New before the own entries of that type, A to Z', () => {
    expect(labels(pickerOptions(connection, accounts, undefined, ''))).toEqual(['Add New', 'A', 'B'])
  })

  it('has one add entry for each loaded provider', () => {
    const type = sampleLogin({
      providers: [
        { id: 'prv_1', displayName: 'Windchill' },
        { id: 'prv_2', displayName: 'Windchill EU' },
      ],
    })
    expect(labels(pickerOptions(login, accounts, type, ''))).toEqual([
      'Add Windchill login',
      'Add Windchill EU login',
      'L',
    ])
  })

  it('says in a line that cannot be chosen why no login can be added', () => {
    const [first] = pickerOptions(login, [], sampleLogin({ providers: [] }), '')
    expect(first).toEqual({
      kind: 'note',
      key: 'no-provider',
      label: 'No provider is loaded for Windchill PLM. Ask an administrator.',
    })
  })

  it('searches in labels and accounts but keeps the add entries', () => {
    expect(labels(pickerOptions(login, accounts, sampleLogin(), 'wc-flow'))).toEqual(['Add Windchill login', 'L'])
    expect(labels(pickerOptions(login, accounts, sampleLogin(), 'zzz'))).toEqual(['Add Windchill login'])
  })
})
