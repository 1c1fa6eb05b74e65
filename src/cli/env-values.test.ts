import { describe, expect, it } from 'vitest'
import { compile } from '#schema/compile.ts'
import type { Json, JsonObject } from '#shared/json.ts'
import { misspelt, withEnvValues } from './env-values.ts'

const texts = { service: 'demo', chain: ['en'], bundles: {} }
const form = compile(
  {
    type: 'object',
    properties: {
      clientSecret: { type: 'string', format: 'password' },
      port: { type: 'integer' },
      secure: { type: 'boolean' },
      tags: { type: 'array', items: { type: 'string' } },
      proxy: { type: 'object', properties: { host: { type: 'string' }, port: { type: 'integer' } } },
      extra: { type: 'string', visible_when: { field: 'secure', equals: true } },
    },
    oneOf: [
      { title: 'User', properties: { user_name: { type: 'string' } } },
      { title: 'Token', properties: { token: { type: 'string' } } },
    ],
  },
  { texts, profile: 'installed' },
)

const fill = (env: Record<string, string>, values: JsonObject = {}) => withEnvValues(form, values, env)

describe('FLOW_TEST_ variables', () => {
  it.each<[variable: string, text: string, values: JsonObject]>([
    ['FLOW_TEST_CLIENT_SECRET', ' a b ', { clientSecret: ' a b ' }],
    ['FLOW_TEST_CLIENTSECRET', '5', { clientSecret: '5' }],
    ['FLOW_TEST_PORT', '8080', { port: 8080 }],
    ['FLOW_TEST_PORT', 'high', { port: 'high' }],
    ['FLOW_TEST_PORT', '', { port: '' }],
    ['FLOW_TEST_SECURE', 'true', { secure: true }],
    ['FLOW_TEST_SECURE', '0', { secure: false }],
    ['FLOW_TEST_SECURE', 'yes', { secure: 'yes' }],
    ['FLOW_TEST_TAGS', '["a"]', { tags: ['a'] }],
    ['FLOW_TEST_TAGS', 'a,b', { tags: 'a,b' }],
    ['FLOW_TEST_PROXY_HOST', 'h', { proxy: { host: 'h' } }],
    ['FLOW_TEST_EXTRA', 'e', { extra: 'e' }],
    ['FLOW_TEST_USER_NAME', 'ann', { user_name: 'ann' }],
    ['FLOW_TEST_TOKEN', 't', { token: 't' }],
  ])('%s=%s', (variable, text, values) => {
    expect(fill({ [variable]: text })).toEqual({ values, unknown: [] })
  })

  it('win over the values that are there, the whole group before what is in it', () => {
    const env = { FLOW_TEST_PROXY_PORT: '2', FLOW_TEST_PROXY: '{"host":"h","port":1}' }
    const before: Json = { proxy: { host: 'old' }, port: 1 }
    expect(fill(env, before).values).toEqual({ proxy: { host: 'h', port: 2 }, port: 1 })
  })

  it('that fit no field are named, others left alone', () => {
    expect(fill({ FLOW_TEST_PASWORD: 'x', FLOW_HOME: '/' })).toEqual({ values: {}, unknown: ['FLOW_TEST_PASWORD'] })
  })

  it('that fit two fields are refused', () => {
    const schema = { properties: { a_b: { type: 'string' }, a: { properties: { b: { type: 'string' } } } } }
    expect(() => withEnvValues({ schema }, {}, { FLOW_TEST_A_B: 'x' })).toThrow('FLOW_TEST_A_B fits /a_b and /a/b.')
  })
})

it('a name that is nearly one of a field is told with what was meant, and no other', () => {
  expect(misspelt(form, { clientSecrt: 'x', port: 1, tokn: 't', unrelated: true })).toEqual([
    { name: 'clientSecrt', meant: 'clientSecret' },
    { name: 'tokn', meant: 'token' },
  ])
})
