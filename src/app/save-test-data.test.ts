import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { compile } from '#schema/compile.ts'
import type { JsonObject } from '#shared/json.ts'
import { testDataText } from './save-test-data.ts'

const SECRET = 'canary-"quoted\'-secret'
const FORM = compile(
  {
    input: {
      type: 'object',
      properties: {
        url: { type: 'string', title: 'URL' },
        clientSecret: { type: 'string', title: 'Secret', format: 'password' },
        proxy: { type: 'object', properties: { password: { type: 'string', format: 'password' } } },
        keys: {
          type: 'array',
          items: { type: 'object', properties: { token: { type: 'string', format: 'password' } } },
        },
        note: { type: 'string' },
      },
    },
  },
  { texts: { service: '', chain: ['en'], bundles: {} }, profile: 'installed' },
)

/** What `require` gives for the text, with these variables set. */
function evaluate(text: string, env: Record<string, string>) {
  const module = { exports: {} as { testInput: JsonObject; testOutput: JsonObject } }
  new Function('module', 'process', 'require', text)(module, { env }, createRequire(import.meta.url))
  return module.exports
}

describe('test data from what was typed', () => {
  it('has every value as it was, and of each secret only the variable that holds it', () => {
    const values = {
      url: "https://it's.example.com/\u2028`$`\\",
      clientSecret: SECRET,
      proxy: { password: SECRET },
      keys: [{ token: `${SECRET}-1` }, { token: '' }],
      note: 'plain',
    }
    const { text, variables } = testDataText(FORM, values)
    expect(text).not.toContain('canary')
    expect(variables).toEqual(['FLOW_TEST_CLIENT_SECRET', 'FLOW_TEST_PROXY_PASSWORD', 'FLOW_TEST_KEYS_0_TOKEN'])
    const env = {
      FLOW_TEST_CLIENT_SECRET: SECRET,
      FLOW_TEST_PROXY_PASSWORD: SECRET,
      FLOW_TEST_KEYS_0_TOKEN: `${SECRET}-1`,
    }
    expect(evaluate(text, env)).toEqual({ testInput: values, testOutput: {} })
  })

  it('cannot be made to run a value as code, or to change a prototype', () => {
    const values = JSON.parse('{"note": "\'}; throw new Error(1) //", "__proto__": {"polluted": true}}') as JsonObject
    const { testInput } = evaluate(testDataText(FORM, values).text, {})
    expect(Object.keys(testInput).toSorted()).toEqual(['__proto__', 'note'])
    expect((testInput as { polluted?: boolean }).polluted).toBeUndefined()
    expect(testInput['note']).toBe("'}; throw new Error(1) //")
  })

  it('is a file of one empty object where nothing was typed', () => {
    const { text, variables } = testDataText(FORM, {})
    expect(variables).toEqual([])
    expect(evaluate(text, {})).toEqual({ testInput: {}, testOutput: {} })
  })
})
