import { describe, expect, it } from 'vitest'
import { sampleConnector, sampleLogin, sampleType } from '../fixtures/samples.ts'
import { choicesOf, choicesSummary, findConnectors, firstChoice, sortsOf } from './connector-choices.ts'

const windchill = sampleConnector({
  connectionTypes: [sampleType(), sampleType({ name: 'windchill-key', label: 'App Key' })],
})
const gmail = sampleConnector({
  service: 'gmail',
  displayName: 'Gmail',
  connectionTypes: [],
  loginTypes: [sampleLogin({ name: 'google_gmail', title: 'Gmail' })],
})

describe('the choices of a connector', () => {
  it('puts forms first and logins last', () => {
    expect(choicesOf(windchill).map(choice => choice.label)).toEqual(['Basic', 'App Key', 'Add Windchill login'])
  })

  it('offers each loaded provider by its name, and says OAuth where none is loaded', () => {
    const provider = (id: string) => ({ id, displayName: `Gmail-${id}` })
    const two = sampleConnector({
      connectionTypes: [],
      loginTypes: [sampleLogin({ providers: [provider('1'), provider('2')] })],
    })
    expect(choicesOf(two).map(choice => choice.label)).toEqual(['Add Gmail-1 login', 'Add Gmail-2 login'])
    expect(new Set(choicesOf(two).map(choice => choice.key)).size).toBe(2)
    const none = sampleConnector({ connectionTypes: [], loginTypes: [sampleLogin({ providers: [] })] })
    expect(choicesOf(none).map(choice => choice.label)).toEqual(['OAuth'])
  })

  it('tells several kinds of login apart by their titles', () => {
    const two = sampleConnector({ connectionTypes: [], loginTypes: [sampleLogin(), sampleLogin({ title: 'Cloud' })] })
    expect(sortsOf(two)).toEqual(['OAuth · Windchill PLM', 'OAuth · Cloud'])
  })

  it('sums up by names when they fit, else by number', () => {
    expect(choicesSummary(gmail)).toBe('OAuth')
    expect(choicesSummary(windchill)).toBe('3 types')
  })

  it('says at once that a service cannot be used yet', () => {
    const login = sampleLogin({ oauthType: 'OAuth1', providers: [], unavailable: 'not available yet' })
    const trello = sampleConnector({ connectionTypes: [], loginTypes: [login] })
    expect(choicesSummary(trello)).toBe('Not available yet')
    expect(choicesSummary(sampleConnector({ loginTypes: [login] }))).toBe('Basic, OAuth')
  })

  it('finds services by the label of a type, A to Z', () => {
    expect(findConnectors([windchill, gmail], 'app key')).toEqual([windchill])
    expect(findConnectors([windchill, gmail], '')).toEqual([gmail, windchill])
  })

  it('opens the type that was searched for', () => {
    expect(firstChoice(windchill, 'app')?.key).toBe('windchill-key')
    expect(firstChoice(windchill, 'windchill-oauth')?.key).toBe('windchill-oauth')
    expect(firstChoice(windchill, 'wind')?.key).toBe('windchill-basic')
  })
})
