// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these texts are references to variables
import { expect, it } from 'vitest'
import { fillReferences } from './fill-references.ts'
import { writeReferences } from './write-references.ts'

const SET = { $secret: { set: true } }

it('a variable stands where a secret is set, and every other text reads back as it was', () => {
  const values = { url: 'https://a/${x}', clientSecret: SET, keys: [{ 'API key': SET }], port: 5, none: null }
  const written = writeReferences({ label: 'Depot_1', type: 'depot-basic', values })
  expect(written.values).toEqual({
    url: 'https://a/$${x}',
    clientSecret: '${DEPOT_1_CLIENT_SECRET}',
    keys: [{ 'API key': '${DEPOT_1_KEYS_1_API_KEY}' }],
    port: 5,
    none: null,
  })
  const env = { DEPOT_1_CLIENT_SECRET: 'a', DEPOT_1_KEYS_1_API_KEY: 'b' }
  expect(fillReferences(written.values as never, env).values).toEqual({
    ...values,
    clientSecret: 'a',
    keys: [{ 'API key': 'b' }],
  })
})

it('no label leads to a variable of this program', () => {
  const { values } = writeReferences({ label: 'flow_app', type: 'a', values: { key: SET } })
  expect(values).toEqual({ key: '${THE_FLOW_APP_KEY}' })
})
