import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RUN_FAILURES } from '#shared/errors/run-failures.ts'
import { writeType } from './fixtures/depot-connector.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const CODE = `
const acts = {
  refuses: (input, output) => output(new Error('The depot is closed.')),
  throws: () => { throw new Error('It fell over.') },
  exits: () => process.exit(3),
  aborts: () => process.abort(),
  forgets: () => undefined,
  hoards: () => { const all = []; for (;;) all.push(new Array(1e6).fill({})) },
  buffers: () => { const all = []; for (;;) all.push(Buffer.alloc(50_000_000, 1)) },
  floods: () => { for (;;) require('node:fs').writeSync(3, 'x'.repeat(65_536)) },
  unreachable: async input => { await fetch(input.closed) },
  unknown: async () => { await fetch('http://no-such-host.invalid') },
  waits: async input => { await fetch(input.silent) },
  forbidden: async () => { await fetch('http://169.254.169.254/latest') },
}
module.exports = {
  validate(input, options, output) {
    return acts[input.mode] ? acts[input.mode](input, output) : output(null, true)
  },
  connect(input, output) {
    if (input.mode === 'fails') return output(new Error('No handle today.'))
    if (input.mode === 'nothing') return output(null, {})
    output(null, { handle: input.mode === 'large' ? 'x'.repeat(2e6) : () => 1 })
  },
}
`
const text = (title: string) => ({ type: 'string', title, description: title, minLength: 1 })
const input = {
  type: 'object',
  title: 'Rough',
  properties: { mode: text('Mode'), silent: text('Silent'), closed: text('Closed') },
}
const document = (name: string) => ({ name: `depot-${name}`, version: 'v1', label: name, input })

async function startServer(validateTimeout: number): Promise<TestServer> {
  const server = await makeTestServer({ validateTimeout })
  await writeType(server.depot, { name: 'rough', version: 'v1', document: document('rough'), code: CODE })
  await writeType(server.depot, { name: 'torn', version: 'v1', document: document('torn'), code: 'module.exports = {' })
  await server.start()
  return server
}

/** Where a connector answers late, and where it has all the time that it needs to come to its end. */
let hasty: TestServer
let patient: TestServer
let silent: Server
let closed: string
beforeAll(async () => {
  silent = createServer(() => undefined)
  await once(silent.listen(0, 'localhost'), 'listening')
  const gone = createServer()
  await once(gone.listen(0, 'localhost'), 'listening')
  closed = addressOf(gone)
  await once(gone.close(), 'close')
  hasty = await startServer(1000)
  patient = await startServer(30_000)
})
afterAll(async () => {
  silent.closeAllConnections()
  silent.close()
  await Promise.all([hasty.remove(), patient.remove()])
})

const addressOf = (server: Server) => `http://localhost:${(server.address() as AddressInfo).port}`

const LATE = ['forgets', 'waits']

const save = (mode: string, type = 'depot-rough') => {
  const server = LATE.includes(mode) ? hasty : patient
  const values = { mode, silent: addressOf(silent), closed }
  return server.call('POST', '/api/page/connections', { type, label: `Rough${mode}`, values })
}

/** What the connector does, the code of that, and the sentence a person reads. */
const ENDINGS: readonly (readonly [string, (typeof RUN_FAILURES)[number], string])[] = [
  ['refuses', 'validation_failed', 'The depot is closed.'],
  ['throws', 'validation_failed', 'It fell over.'],
  ['exits', 'connector_crashed', 'ended its own process'],
  ['aborts', 'connector_crashed', 'crashed before it gave an answer'],
  ['forgets', 'connector_timeout', 'The connector gave no answer within 1 second.'],
  ['hoards', 'connector_memory_limit', 'used too much memory'],
  ['buffers', 'connector_memory_limit', 'used too much memory'],
  ['floods', 'connector_output_limit', 'sent too much'],
  ['unreachable', 'service_unreachable', 'does not take the connection.'],
  ['unknown', 'service_unreachable', 'Host no-such-host.invalid is not known.'],
  ['waits', 'service_timeout', 'No answer within 1 second.'],
  ['forbidden', 'address_not_allowed', 'are not opened from here'],
  ['fails', 'connector_failed', 'No handle today.'],
  ['nothing', 'connector_bad_answer', 'The connector gave no handle'],
  ['large', 'connector_bad_answer', 'larger than 1 MiB'],
  ['function', 'connector_bad_answer', 'a function'],
]

it.each(ENDINGS)('a connector that %s has the code %s and a sentence of its own', async (mode, code, sentence) => {
  const answer = await save(mode)
  expect(answer.body).toMatchObject({ status: 422, code })
  expect((answer.body as { detail: string }).detail).toContain(sentence)
  expect(answer.text).not.toMatch(/password|credential/i)
})

it('code that does not load has a code of its own, and a sentence for people', async () => {
  const { body } = await save('x', 'depot-torn')
  expect(body).toMatchObject({ status: 409, code: 'connector_broken' })
})

it('no way to fail is left out here but the limit of processor time, which takes that time to be reached', () => {
  const seen = new Set<string>([...ENDINGS.map(([, code]) => code), 'connector_broken', 'connector_cpu_limit'])
  expect([...RUN_FAILURES].filter(code => !seen.has(code))).toEqual([])
})
