import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { clientCalls, clientTypes } from '../scripts/client-types.ts'
import { CALLS } from '../src/client/calls.ts'
import { KeptConnection } from '../src/shared/contract/connection-file.ts'
import { Credential, CredentialRequest } from '../src/shared/contract/credentials.ts'

const document = JSON.parse(readFileSync(new URL('../docs/openapi.json', import.meta.url), 'utf8'))
/** What several operations take or give. */
const NAMED = JSON.parse(JSON.stringify({ CredentialRequest, Credential, KeptConnection }))
const TAGS = ['credentials', 'uses', 'connect sessions', 'connections']

it('the types of the client are what openapi.json says (vitest -u writes them anew)', async () => {
  const file = fileURLToPath(new URL('../src/client/declarations/operations.d.ts', import.meta.url))
  await expect(clientTypes(document, TAGS, NAMED)).toMatchFileSnapshot(file)
})

it('the client calls each operation where openapi.json has it', () => {
  expect(CALLS).toEqual(clientCalls(document, TAGS))
})

it('writes a type for every form that the document uses', () => {
  const schema = {
    type: 'object',
    required: ['id', 'kind'],
    properties: {
      id: { type: 'string' },
      kind: { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] },
      list: { type: 'array', items: { type: 'object', additionalProperties: { type: 'integer' } } },
      any: {},
    },
  }
  const content = { 'application/json': { schema } }
  const operation = { operationId: 'ask', tags: ['credentials'], responses: { 200: { content }, '4XX': { content } } }
  const type = "{\n  id: string\n  kind: 'a' | null\n  list?: (Record<string, number>)[]\n  any?: unknown\n}"
  const asked = { paths: { '/ask': { get: operation } } }
  const written = clientTypes(JSON.parse(JSON.stringify(asked)), ['credentials'], {})
  // A failure looks the same here, so that the shape is written once.
  expect(written).toContain(`export type Problem = ${type}\n\nexport type AskAnswer = Problem\n`)
  expect(written).not.toContain('AskBody')
})
