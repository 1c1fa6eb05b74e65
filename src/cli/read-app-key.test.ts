import { describe, expect, it } from 'vitest'
import { recordingTerminal } from './fixtures/recording-terminal.ts'
import type { ServerFlags } from './server-flags.ts'
import { targetOf } from './server-options.ts'

const SERVER = 'http://localhost:1'
const KEY = `fck_${'a'.repeat(26)}_${'b'.repeat(43)}`

const open = (flags: ServerFlags, env: Record<string, string> = {}) => targetOf({ ...recordingTerminal(), env }, flags)

describe('the key for a server', () => {
  it.each<[string, ServerFlags, Record<string, string>, string]>([
    ['none', { server: SERVER }, {}, 'Put an API key with the scope deploy into FLOW_APP_KEY.'],
    ['a password', { server: SERVER, username: 'ann', password: 'x' }, {}, 'There are no users with passwords here'],
    ['no key in FLOW_APP_KEY', { server: SERVER }, { FLOW_APP_KEY: 'x' }, 'What stands in FLOW_APP_KEY is no API key.'],
    ['no key in the option', { server: SERVER, appKey: 'x' }, {}, 'What stands after --app-key is no API key.'],
    ['a key and no server', { appKey: KEY }, {}, 'Name the server with --server <url>.'],
  ])('%s is wrong use', async (_which, flags, env, words) => {
    await expect(open(flags, env)).rejects.toMatchObject({
      code: 'wrong_use',
      detail: expect.stringContaining(words),
    })
  })

  it('comes from FLOW_APP_KEY, and from the option without staying in the list of processes', async () => {
    const title = process.title
    expect((await open({ twxUrl: SERVER }, { FLOW_APP_KEY: ` ${KEY}\n` })).placeOf('demo')).toBe(SERVER)
    expect((await open({ server: SERVER, appKey: KEY })).placeOf('demo')).toBe(SERVER)
    expect(process.title).toBe('flow-deploy')
    process.title = title
  })

  it('is not asked for where only the data folder is meant', async () => {
    const target = await open({}, { FLOW_APP_KEY: 'x', FLOW_HOME: '/data' })
    expect(target.placeOf('demo')).toBe('/data/connectors/demo')
  })
})
