import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBin } from './fixtures/run-bin.ts'

const FRAME = /^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\] \[(INFO|WARN|ERROR|DEBUG)\] default - /gm

let folder: string
let project: string
const GOOD = { url: 'https://depot.example.com', user: 'planner', password: 'very-secret-word', mood: 'good' }

/** The lines of one run, without the frame around each. */
async function test(args: string[], env: Record<string, string> = {}) {
  const ended = await runBin('flow', ['test', 'connection', ...args], { cwd: project, env: { TMPDIR: folder, ...env } })
  const plain = (text: string) => text.replace(FRAME, '$1 ').trimEnd()
  expect(ended.stdout + ended.stderr).not.toContain(GOOD.password)
  return { code: ended.code, out: plain(ended.stdout), err: plain(ended.stderr) }
}

async function write(path: string, content: string | object) {
  const file = join(project, path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
}

async function writeType(name: string, version: string, code: string) {
  await write(`auth/connection/depot-${name}/${version}/connection.json`, {
    ...DOCUMENT,
    name: `depot-${name}`,
    version,
  })
  await write(`auth/connection/depot-${name}/${version}/index.js`, code)
}

const writeData = (testInput: unknown, testOutput: unknown = {}) =>
  write('test/testData/connectionTestData.js', `module.exports = ${JSON.stringify({ testInput, testOutput })}`)

const text = (title: string, more: object = {}) => ({ type: 'string', title, minLength: 1, ...more })
const DOCUMENT = {
  input: {
    type: 'object',
    title: 'Depot',
    properties: {
      url: text('Server URL', { format: 'url' }),
      user: text('User Name'),
      password: text('Password', { format: 'password' }),
      mood: { type: 'string', title: 'Mood', enum: ['good', 'refuse', 'throw', 'hang', 'odd'], default: 'good' },
    },
  },
  output: { type: 'object', properties: { handle: { type: 'object', required: ['url'] } } },
}
const CODE = `module.exports = {
  connect (input, output) {
    require('ptc-flow-sdk').getLogger('depot').info('connecting as ' + input.user + ' with ' + input.password)
    output(null, { handle: input.mood === 'odd' ? {} : { url: input.url, user: input.user } })
  },
  validate (input, options, output) {
    const said = 'Depot does not know ' + input.user + ' with ' + input.password + ' at ' + input.url
    if (input.mood === 'throw') throw new Error(said)
    if (input.mood === 'refuse') return output(Object.assign(new Error(said), { field: 'user', hint: 'Ask the keeper.' }))
    if (input.mood !== 'hang') output(null, input)
  }
}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-test-command-'))
  project = join(folder, 'depot')
  await runBin('flow', ['init', 'depot'], { cwd: folder })
  await writeType('basic', 'v1', CODE)
  await writeData(GOOD)
})

afterAll(() => rm(folder, { recursive: true }))

describe('flow test connection', () => {
  it('says that everything is good, how long it took, and leaves nothing behind', async () => {
    const ended = await test(['basic'])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/^INFO Connection depot-basic v1: connect ok \(\d+ ms\), validate ok \(\d+ ms\)$/)
    expect(await readdir(folder)).toEqual(['depot'])
  })

  it('names every value that needs a change by its label, in the words of page and server', async () => {
    await write('bad.json', { url: 'depot', mood: 'glad', password: 'x' })
    const ended = await test(['depot-basic', '--input', 'bad.json'])
    expect(ended).toEqual({
      code: 1,
      out: '',
      err: [
        'ERROR Connection depot-basic v1: 3 values need a change',
        'ERROR User Name: Fill in this field.',
        'ERROR Server URL: Enter a full address, for example https://example.com.',
        'ERROR Mood: Choose one of the options.',
        'ERROR Set FLOW_TEST_USER, name a file with --input, write testInput into the test data, or run this in a terminal to be asked.',
      ].join('\n'),
    })
  })

  it('takes values from variables before those of the test data, and names variables that fit nothing', async () => {
    const ended = await test(['basic'], { FLOW_TEST_URL: 'nowhere', FLOW_TEST_PASWORD: 'x' })
    expect(ended.code).toBe(1)
    expect(ended.err.split('\n')).toEqual([
      'WARN FLOW_TEST_PASWORD fits no field of depot-basic.',
      'ERROR Connection depot-basic v1: 1 value needs a change',
      'ERROR Server URL: Enter a full address, for example https://example.com.',
    ])
  })

  it('tells what validate said without a value, and the hint at its field', async () => {
    const ended = await test(['basic'], { FLOW_TEST_MOOD: 'refuse' })
    expect(ended.code).toBe(1)
    expect(ended.err.split('\n')).toEqual([
      'ERROR Connection depot-basic v1: validate failed: Depot does not know ••• with ••• at •••',
      'ERROR User Name: Ask the keeper.',
    ])
    expect((await test(['basic'], { FLOW_TEST_MOOD: 'throw' })).err).toContain(
      'validate failed: Depot does not know •••',
    )
  })

  it('ends a validate that never answers', async () => {
    const ended = await test(['basic', '--timeout', '300'], { FLOW_TEST_MOOD: 'hang' })
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toBe('ERROR Connection depot-basic v1: validate gave no answer within 300 ms')
  })

  it('checks the handle by the output schema and by testOutput', async () => {
    const odd = await test(['basic'], { FLOW_TEST_MOOD: 'odd' })
    expect(odd.err).toBe(
      'ERROR Connection depot-basic v1: handle failed: the output schema of connection.json does not allow what connect gave at /handle/url',
    )
    await writeData(GOOD, { handle: { user: 'somebody' } })
    const other = await test(['basic'])
    expect(other.err).toBe(
      'ERROR Connection depot-basic v1: handle failed: testOutput wants something else at /handle/user',
    )
    await writeData(GOOD, { user: 'planner' })
    expect((await test(['basic'])).code).toBe(0)
    await writeData(GOOD)
  })

  it('prints JSON: the times, or a problem document', async () => {
    const good = await test(['basic', '--json'])
    expect(JSON.parse(good.out)).toEqual({
      connection: 'depot-basic',
      version: 'v1',
      ok: true,
      connectMs: expect.any(Number),
      validateMs: expect.any(Number),
    })
    const bad = await test(['basic', '--json'], { FLOW_TEST_USER: '' })
    expect(bad).toMatchObject({ code: 1, out: '' })
    expect(JSON.parse(bad.err)).toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '/user', code: 'required', detail: 'Fill in this field.' }],
    })
  })

  it('shows what the connector logged with the level debug, without a value', async () => {
    const { out } = await test(['basic', '-l', 'debug'])
    expect(out).toContain('DEBUG depot info: connecting as ••• with •••')
  })

  it('tests the version asked for, and a type without validate', async () => {
    await writeType('basic', 'v2', CODE.replace(/validate[\s\S]*$/, '}'))
    const newest = await test(['basic'])
    expect(newest).toMatchObject({ code: 0, out: '' })
    expect(newest.err).toMatch(/^WARN Connection depot-basic v2: connect ok \(\d+ ms\), there is no validate$/)
    expect((await test(['basic', '-v', 'v1'])).out).toContain('Connection depot-basic v1: connect ok')
    await rm(join(project, 'auth/connection/depot-basic/v2'), { recursive: true })
  })

  it.each([
    [['nope'], 2, 'There is no connection depot-nope in this project. It has: depot-basic v1.'],
    [['basic', '-v', 'v7'], 2, 'There is no connection depot-basic v7 in this project.'],
    [['basic', '--timeout', '0'], 2, 'The timeout is a whole number of milliseconds from 1 to 120000.'],
    [['basic', '--input', 'gone.json'], 3, 'gone.json is not there.'],
    [['basic', '-d', '..'], 2, 'There is no project in ..'],
  ])('%j ends with %d: %s', async (args, code, words) => {
    const ended = await test(args)
    expect(ended).toMatchObject({ code, out: '' })
    expect(ended.err).toContain(words)
  })

  it('tells where test data or input is broken, and no word of it', async () => {
    await write('broken.json', `{"password":"${GOOD.password}" "user":"x"}`)
    const broken = (await test(['basic', '-i', 'broken.json'])).err
    expect(broken).toContain('broken.json:1:32 missing-comma')
    expect(broken).toContain('{"password":••• "user":•••}\n                ^')
    expect(broken).not.toContain(GOOD.password)
    await write(
      'test/testData/connectionTestData.js',
      `module.exports = {\n  testInput: { password: ${GOOD.password} } }`,
    )
    expect((await test(['basic'])).err).toContain(
      'test/testData/connectionTestData.js cannot be used: ReferenceError in line 2.',
    )
    await writeData(5)
    expect((await test(['basic'])).err).toContain('testInput has to be an object')
    await writeData(GOOD)
  })

  it('names file, line and column of a connection.json that cannot be read', async () => {
    await write('auth/connection/depot-torn/v1/connection.json', '{\n  "input": {,}\n}')
    await write('auth/connection/depot-torn/v1/index.js', CODE)
    const ended = await test(['torn'])
    expect(ended.code).toBe(1)
    expect(ended.err).toContain('connection.json:2:13 bad-json')
  })
})
