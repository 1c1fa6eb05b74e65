import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as ask } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeProvider } from '#app/logins/fixtures/fake-provider.ts'
import { runBin } from '#cli/fixtures/run-bin.ts'
import { type Served, serveBeside } from '#cli/fixtures/serve-beside.ts'
import type { AccountPage } from '#shared/contract/accounts.ts'
import type { ProviderList, StartedAttempt } from '#shared/contract/logins.ts'
import { HAS_POSTGRES, startPostgres } from '#store/fixtures/postgres-server.ts'
import { freePort } from '../../test/free-port.ts'
import { writeDepot } from './fixtures/depot-connector.ts'
import { DEPOT_LOAD, writeDepotLogin } from './fixtures/depot-oauth.ts'
import { type FrontProxy, startFrontProxy } from './fixtures/front-proxy.ts'
import { proxyHeaders, writeProxyTeam } from './fixtures/proxy-team.ts'

const VALUES = { url: 'http://depot.example/', user: 'ada', password: 'canary-7Q', parallel: 5 }

interface ClusterNode {
  served: Served
  url: string
}

/** Two nodes of one instance, each with a folder of its own, on one database and behind one address. */
async function openCluster() {
  const folder = await mkdtemp(join(tmpdir(), 'flow-nodes-'))
  const [postgres, provider] = [await startPostgres(), await startFakeProvider()]
  const front = await startFrontProxy(() => proxyHeaders('ada', { admin: true }))
  const depot = join(folder, 'connectors', 'depot')
  await writeDepot(depot)
  await writeDepotLogin(depot, provider.origin)
  const env = {
    ...(await writeProxyTeam(folder)),
    FLOW_KEY_FILE: join(folder, 'flow.key'),
    FLOW_DATABASE_URL: await postgres.newPlace(),
    FLOW_CONNECTORS: join(folder, 'connectors'),
    FLOW_ALLOWED_HOSTS: 'localhost:*',
  }
  const config = JSON.stringify({ environment: 'local', publicUrl: front.url })
  const homeOf = async (name: string) => {
    const home = join(folder, name)
    await mkdir(home, { mode: 0o700 })
    await writeFile(join(home, 'deploymentConfig.json'), config)
    return home
  }
  const homes = { one: await homeOf('one'), two: await homeOf('two') }
  const run = (...args: string[]) => runBin('flow-deploy', args, { cwd: folder, env: { ...env, FLOW_HOME: homes.one } })
  for (const words of ['keys make', 'migrate']) expect(await run(...words.split(' '))).toMatchObject({ code: 0 })
  const start = async (name: keyof typeof homes): Promise<ClusterNode> => {
    const port = await freePort()
    const served = await serveBeside(homes[name], env, String(port))
    return { served, url: `http://127.0.0.1:${port}` }
  }
  const [one, two] = await Promise.all([start('one'), start('two')])
  return {
    front,
    provider,
    one,
    two,
    async close() {
      await Promise.all([one.served.kill(), two.served.kill()])
      await Promise.all([front.close(), provider.close(), postgres.close()])
      await rm(folder, { recursive: true, maxRetries: 5 })
    },
  }
}

interface Answer {
  status: number
  location: string
  body: unknown
}

/** A browser: its cookies, and the headers that pages of ours send. */
function openBrowser({ url }: FrontProxy) {
  const cookies = new Map<string, string>()
  return (method: string, path: string, body?: object): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const headers = {
      accept: path.startsWith('/api/') ? 'application/json' : 'text/html',
      'sec-fetch-site': 'same-origin',
      'x-flow': '1',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body ? { 'content-type': 'application/json' } : {}),
    }
    const sent = ask(new URL(path, url), { method, headers }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', part => {
        text += part
      })
      answer.on('error', reject)
      answer.on('end', () => {
        for (const line of answer.headers['set-cookie'] ?? []) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          cookies.set(name, value)
        }
        const json = String(answer.headers['content-type']).includes('json') && text !== ''
        const { statusCode: status = 0, headers: got } = answer
        resolve({ status, location: got.location ?? '', body: json ? JSON.parse(text) : undefined })
      })
    })
    sent.on('error', reject)
    sent.end(body && JSON.stringify(body))
    return promise
  }
}

describe.skipIf(!HAS_POSTGRES)('two nodes on PostgreSQL, behind a proxy', { timeout: 60_000 }, () => {
  let cluster: Awaited<ReturnType<typeof openCluster>>
  let call: ReturnType<typeof openBrowser>
  beforeAll(async () => {
    cluster = await openCluster()
    cluster.front.toward(cluster.one.url)
    call = openBrowser(cluster.front)
  }, 120_000)
  afterAll(() => cluster?.close())

  it('end on one what began on the other: session, sign-in, and the login that it makes', async () => {
    const { front, one, two, provider } = cluster
    const load = { ...DEPOT_LOAD, dryRun: false, acceptHostChange: false }
    expect(await call('POST', '/api/page/providers/load', load)).toMatchObject({ status: 200 })
    const { items } = (await call('GET', '/api/page/providers')).body as ProviderList
    const attempt = { providerId: items[0]?.id, scopes: ['openid'], inputs: {}, purpose: 'new', mode: 'popup' }
    const { id, startUrl } = (await call('POST', '/api/page/oauth/attempts', attempt)).body as StartedAttempt
    front.toward(two.url)
    const sent = await call('GET', startUrl)
    expect(sent.status).toBe(303)
    front.toward(one.url)
    const back = await call('GET', `/oauth/return/depot-cloud/depot?${provider.signIn(sent.location)}`)
    expect(back).toMatchObject({ status: 303, location: `${front.url}/oauth/done/${id}` })
    front.toward(two.url)
    expect((await call('GET', `/api/page/oauth/attempts/${id}`)).body).toMatchObject({ status: 'granted' })
    const added = await call('POST', '/api/page/logins', { attemptId: id, label: 'Depot1', inputs: {} })
    expect(added).toMatchObject({ status: 201, body: { state: 'ok' } })
    front.toward(one.url)
    expect(await labels()).toEqual(['Depot1'])
    // One session, wherever it was asked.
    expect((await call('GET', '/api/page/sessions')).body).toMatchObject({ items: [{ current: true }] })
  })

  it('count guesses together, wherever they are made', async () => {
    const { front, one, two } = cluster
    const guess = async (node: ClusterNode) => {
      front.toward(node.url)
      return (await call('POST', '/api/page/session/first-admin', { code: 'AAAA-AAAA' })).status
    }
    const answers: number[] = []
    for (let n = 0; n < 5; n++) answers.push(await guess(one), await guess(two))
    expect(answers).not.toContain(429)
    expect([await guess(one), await guess(two)]).toEqual([429, 429])
  })

  it('lose nothing that was acknowledged when one is killed in the middle of a form', async () => {
    const { front, one, two } = cluster
    const save = (label: string, type = 'depot-basic', values: object = VALUES) =>
      call('POST', '/api/page/connections', { type, label, values })
    front.toward(one.url)
    const acknowledged = ['Depot1']
    for (const label of ['Form1', 'Form2', 'Form3']) if ((await save(label)).status === 201) acknowledged.push(label)
    expect(acknowledged).toHaveLength(4)
    // Its connector never answers, so the save is under way when the node goes.
    const cut = save('Form4', 'depot-odd', { mode: 'hang' }).catch(() => ({ status: 502 }))
    const saved = save('Form5')
    expect((await saved).status).toBe(201)
    await one.served.kill()
    expect((await cut).status).toBe(502)
    front.toward(two.url)
    expect(await labels()).toEqual([...acknowledged, 'Form5'])
    // What the person still has on the page is sent again, to the node that is left.
    expect((await save('Form4')).status).toBe(201)
    expect(await labels()).toEqual([...acknowledged, 'Form4', 'Form5'])
  })

  async function labels(): Promise<string[]> {
    const { items } = (await call('GET', '/api/page/accounts')).body as AccountPage
    return items.map(({ label }) => label).toSorted()
  }
})
