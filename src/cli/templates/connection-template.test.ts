import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { compile } from '#schema/compile.ts'
import { connectionTemplate } from './connection-template.ts'

const content = connectionTemplate({
  name: 'depot-basic',
  version: 'v1',
  title: 'Depot Basic',
  service: 'depot',
  uid: 'a'.repeat(32),
  now: new Date('2026-03-02T09:00:00Z'),
})
const document = JSON.parse(content['connection.json'] ?? '')

/** What index.js exports, and what its functions hand to `output`. */
function load() {
  const module = { exports: {} as Record<string, (...args: unknown[]) => unknown> }
  runInNewContext(content['index.js'] ?? '', { module, Error })
  return (name: 'connect' | 'validate', ...args: unknown[]) =>
    new Promise<[unknown, unknown]>(resolve =>
      module.exports[name]?.(...args, (error: unknown, data: unknown) => resolve([error, data])),
    )
}

describe('the connection template', () => {
  it('has the artifact shape, and three fields that are required', () => {
    expect(document).toMatchObject({ name: 'depot-basic', version: 'v1', published: true, deleted_at: null })
    expect(Object.keys(document.input.properties)).toEqual(['url', 'username', 'password'])
    for (const field of Object.values<Record<string, unknown>>(document.input.properties)) {
      expect(field).toMatchObject({
        type: 'string',
        title: expect.any(String),
        description: expect.any(String),
        minLength: 1,
      })
    }
  })

  it('compiles to a form without an error, its password a secret', () => {
    const texts = { service: 'depot', chain: ['en'], bundles: {} }
    const form = compile(document, { texts, profile: 'installed' })
    expect(form.diagnostics.filter(found => found.severity !== 'info')).toEqual([])
    expect(form.secrets.fields.map(secret => secret.pointer)).toEqual(['/password'])
    expect(form.schema['required']).toEqual(['url', 'username', 'password'])
  })

  it('has a connect that copies the fields into the handle', async () => {
    const input = { url: 'https://depot.example.com', username: 'ana', password: 'x' }
    const [error, data] = await load()('connect', input)
    expect(error).toBeNull()
    expect(data).toEqual({ handle: input })
  })

  it('has a validate that says no until it is written', async () => {
    const [error] = await load()('validate', {}, {})
    expect(error).toMatchObject({ message: 'validate is not written yet' })
  })
})
