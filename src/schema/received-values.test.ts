import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { compile } from './compile.ts'
import { receivedValues } from './received-values.ts'

const TEXTS = { service: '', chain: ['en'], bundles: {} }
const form = (properties: JsonObject) => compile({ type: 'object', properties }, { texts: TEXTS, profile: 'preview' })

const SERVER = form({
  url: { type: 'string', title: 'URL' },
  port: { type: 'integer', title: 'Port', default: 443 },
  secure: { type: 'boolean', title: 'Secure' },
  note: { type: 'string', title: 'Note' },
  password: { type: 'string', title: 'Password', format: 'password' },
})

describe('the values that connect would receive', () => {
  it('are told with defaults and with what was left empty, and without any secret', () => {
    const { input, added, left } = receivedValues(SERVER, { url: 'https://a.example', password: 'canary' })
    expect(input).toMatchObject({ url: 'https://a.example', port: 443, secure: false, note: '' })
    expect(new Set(added)).toEqual(new Set(['/port', '/secure', '/note']))
    expect(left).toEqual([])
    expect(JSON.stringify(input)).not.toContain('canary')
    expect(input['password']).toEqual({ $secret: { set: true } })
  })

  it('show an empty secret as empty, so that its author sees that none is there', () => {
    expect(receivedValues(SERVER, {}).input['password']).toBe('')
  })

  it('leave out what is empty where the file says so', () => {
    const { input } = receivedValues(SERVER, { url: 'x' }, { heritageDefaults: false })
    expect(input).toEqual({ url: 'x', port: 443, secure: false })
  })

  it('name what was typed into a branch that is not chosen', () => {
    const branch = (kind: string, name: string): JsonObject => {
      const properties: JsonObject = { kind: { const: kind }, [name]: { type: 'string', title: name } }
      return { title: kind, properties }
    }
    const union = form({ way: { type: 'object', title: 'Way', oneOf: [branch('a', 'user'), branch('b', 'zone')] } })
    const { input, left } = receivedValues(union, { way: { kind: 'a', user: 'ann', zone: 'gone' } })
    expect(input).toEqual({ way: { kind: 'a', user: 'ann' } })
    expect(left).toEqual(['/way/zone'])
  })
})
