import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeProviderHealth } from '../describe-provider-health.ts'
import { makeApproveHosts } from './approve-hosts.ts'
import { type LoginWorld, openLoginWorld, PUBLIC_URL, refusalOf } from './fixtures/login-world.ts'
import { makeListProviders } from './list-providers.ts'
import { makeLoadProviders } from './load-providers.ts'

let world: LoginWorld

beforeEach(async () => {
  world = await openLoginWorld()
})

afterEach(async () => {
  expect(world.logged()).not.toContain('canary')
  await world.close()
})

const outcomes = async (...args: Parameters<LoginWorld['load']>) =>
  (await world.load(...args)).lines.map(line => line.outcome)
const loadText = (text: string, options = {}) =>
  makeLoadProviders(world.context)({ text, fileName: 'oauths.json', ...options })

describe('loading providers', () => {
  it('creates, leaves alone and updates by connector and display name, and deletes nothing', async () => {
    expect(await outcomes()).toEqual(['created'])
    expect(await outcomes()).toEqual(['unchanged'])
    const id = await world.providerId()
    expect(await outcomes({ CLIENT_SECRET: 'canary-other' })).toEqual(['updated'])
    expect(await outcomes({}, 'Second')).toEqual(['created'])
    expect(await world.providerId()).toBe(id)
    const { items } = await makeListProviders(world.context)()
    expect(items.map(item => [item.displayName, item.redirectUri, item.logins])).toEqual([
      ['Depot', `${PUBLIC_URL}/oauth/return/depot-cloud/depot`, 0],
      ['Second', `${PUBLIC_URL}/oauth/return/depot-cloud/second`, 0],
    ])
    expect(items[0]?.hosts).toEqual([new URL(world.provider.origin).host])
  })

  it('keeps every value of the load file out of the database in clear', async () => {
    world.document['oauth2_token_headers'] = ['{"X-Developer":"{DEVELOPER_TOKEN}"}']
    await world.load({ DEVELOPER_TOKEN: 'canary-developer' })
    const [row] = await world.context.store.providers.list('wsp_one')
    expect(JSON.stringify(row)).not.toContain('canary')
    expect(Buffer.from(row?.secret ?? []).toString('latin1')).not.toContain('canary')
    world.provider.faults.push({ commit: true })
    expect((await world.signIn()).status).toBe('granted')
  })

  it('loads nothing when one entry is wrong, and says where in which file', async () => {
    const text = `{ "depot-cloud": { "Good": { "CLIENT_ID": "a", "CLIENT_SECRET": "canary" },
      "Bad": { "CLIENT_ID": "b" } },
      "depot-clud": { "X": { "CLIENT_ID": "c", "CLIENT_SECRET": "canary" } } }`
    const error = await refusalOf(loadText(text))
    expect(error.code).toBe('load_file_invalid')
    expect(error.detail.split('\n')).toEqual([
      'oauths.json:2:7 missing-field: depot-cloud / Bad: the key "CLIENT_SECRET" is missing. Only client_auth "none" and "private_key_jwt" do without. Nothing was loaded.',
      'oauths.json:3:23 unknown-connector: no connector has an OAuth configuration named "depot-clud". The nearest one is "depot-cloud". Nothing was loaded.',
    ])
    expect((await makeListProviders(world.context)()).items).toEqual([])
  })

  it('names the place in config.json when the connector is at fault', async () => {
    world.document['oauth2_auth_query'] = ['{"x":"{client_ids}"}']
    const error = await refusalOf(world.load())
    expect(error.detail).toMatch(/^depot\/auth\/oauth\/depot-cloud\/config\.json:\d+:\d+ unknown-name: /)
  })

  it('warns of a key that nothing uses, and skips what is not filled in', async () => {
    expect((await world.load({ TENANTS: 'canary' })).warnings.join()).toContain('unused-key')
    const skipped = await loadText('{"depot-cloud":{"Later":{"CLIENT_ID":"<id>"}}}')
    expect(skipped.lines).toEqual([{ connector: 'depot-cloud', displayName: 'Later', outcome: 'skipped', changes: [] }])
  })

  it('refuses a config whose oauth_type was edited', async () => {
    world.document['oauth_type'] = 'OAuth1'
    expect((await refusalOf(world.load())).detail).toMatch(/^depot\/\S+ type-mismatch: .*\n?$/)
  })

  it('writes nothing on a dry run', async () => {
    const text = '{"depot-cloud":{"Depot":{"CLIENT_ID":"a","CLIENT_SECRET":"canary"}}}'
    expect((await loadText(text, { dryRun: true })).lines.map(line => line.outcome)).toEqual(['created'])
    expect((await makeListProviders(world.context)()).items).toEqual([])
  })

  it('refuses two display names with one return address, also across loads', async () => {
    await world.load({}, 'Google Drive')
    expect((await refusalOf(world.load({}, 'google-drive'))).detail).toContain('equal-slug')
  })
})

describe('a changed host', () => {
  it('REG-2: is refused until it is accepted, and the secret stays bound to the approved hosts', async () => {
    await world.load()
    const error = await refusalOf(world.load({ TOKEN_URL: 'https://new.depot.example/token' }))
    expect(error.code).toBe('host_change_refused')
    expect(error.detail).toContain('depot-cloud / Depot: token_url would lead to the new host new.depot.example.')
    expect(error.detail).toContain('--accept-host-change')
    const text = JSON.stringify({
      'depot-cloud': {
        Depot: { CLIENT_ID: 'abc', CLIENT_SECRET: 'canary-secret', TOKEN_URL: 'https://new.depot.example/token' },
      },
    })
    const { lines } = await loadText(text, { acceptHostChange: true })
    expect(lines.map(line => line.outcome)).toEqual(['updated'])
  })

  it('REG-2: in a connector update is inert: sign-ins go on with the config that was approved', async () => {
    await world.load()
    world.document['oauth2_token_url'] = 'http://localhost:9/token'
    expect((await world.signIn()).status).toBe('granted')
    expect(world.provider.tokenRequests).toHaveLength(1)
  })

  it('REG-2: is approved by an administrator who saw it, and by nobody who saw another one', async () => {
    await world.load()
    const id = await world.providerId()
    const approve = (hosts: string[]) => makeApproveHosts(world.context)({ id, hosts })
    const health = async () => {
      const [row] = await world.context.store.providers.list('wsp_one')
      return row && describeProviderHealth(world.context, row, [])
    }
    expect((await health())?.waitingHosts).toEqual([])
    world.document['oauth2_token_url'] = 'http://localhost:9/token'
    expect((await health())?.waitingHosts).toEqual(['localhost:9'])
    expect((await refusalOf(approve(['localhost:8']))).code).toBe('changed_meanwhile')
    expect((await refusalOf(approve([]))).code).toBe('changed_meanwhile')
    await approve(['localhost:9'])
    expect((await health())?.waitingHosts).toEqual([])
    await world.signIn()
    expect(world.provider.tokenRequests).toEqual([])
    expect((await refusalOf(approve(['localhost:9']))).code).toBe('changed_meanwhile')
  })

  it('takes up a connector update that stays on the approved hosts', async () => {
    await world.load()
    world.document['oauth2_token_data'] = ['{"extra":"1"}']
    await world.signIn()
    expect(world.provider.tokenRequests[0]?.get('extra')).toBe('1')
  })

  it.each([
    ['hosts', (_: string): string => '[{"host":"evil.example","key":"token_url"}]'],
    ['config', (config: string): string => config.replaceAll(new URL(world.provider.origin).host, 'evil.example')],
  ] as const)('makes the secret unreadable when the %s are edited in the database', async (column, edit) => {
    await world.load()
    const { store } = world.context
    const [row] = await store.providers.list('wsp_one')
    if (!row) throw new Error('no provider')
    await store.providers.remove(row.id)
    await store.providers.upsert([row])
    await world.reachCallback()
    await store.providers.remove(row.id)
    await store.providers.upsert([{ ...row, [column]: edit(row[column]) }])
    expect((await refusalOf(world.reachCallback())).code).toBe('unreadable')
  })
})

describe('a changed client id', () => {
  it('sets the logins of that provider to needs reconnect, a changed secret does not', async () => {
    await world.load()
    const id = await world.addLogin()
    await world.load({ CLIENT_SECRET: 'canary-new' })
    expect((await world.context.store.accounts.get(id))?.state).toBe('ok')
    await world.load({ CLIENT_ID: 'other' })
    expect((await world.context.store.accounts.get(id))?.state).toBe('needs reconnect')
  })
})
