import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '#config/config.ts'
import { createCookieBrowser } from '../../../examples/practice/cookie-browser.ts'
import { type Practice, startPractice } from '../../../examples/practice/start-practice.ts'
import type { PageSession } from '../app.ts'
import { type App, composeApp } from '../compose.ts'
import { createLog } from '../log.ts'

const REDIRECT_URI = 'http://localhost:4600/oauth/return/practice-cloud/practice'

let folder: string
let practice: Practice
let app: App
let session: PageSession
const logged: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-practice-'))
  const loadFile = join(folder, 'oauths.json')
  practice = await startPractice({
    dataDir: join(folder, 'practice'),
    loadFile,
    redirectUris: [REDIRECT_URI],
    providerPort: 0,
    targetPort: 0,
  })
  const config = parseConfig({
    options: { data: join(folder, 'home'), logLevel: 'debug' },
    env: {
      FLOW_ALLOWED_HOSTS: 'localhost:*',
      FLOW_KEY_FILE: join(folder, 'flow.key'),
      FLOW_CONNECTORS: join(import.meta.dirname, '../../../examples/connectors'),
    },
  })
  app = await composeApp(config, { log: createLog('debug', { write: line => void logged.push(line) }) })
  const { lines } = await app.loadProviders({ text: await readFile(loadFile, 'utf8'), fileName: 'oauths.json' })
  expect(lines.map(line => line.outcome)).toEqual(['created', 'created'])
  session = await app.openSession(undefined)
})

afterAll(async () => {
  await app.close()
  await practice.close()
  await rm(folder, { recursive: true })
})

async function reachCallback(step: 'allow' | 'cancel') {
  const { items } = await app.listProviders()
  const cloud = items.find(({ connector }) => connector === 'practice-cloud')
  const consent = await app.getConsent(cloud?.id ?? '', 'en')
  const started = await app.startAttempt(session, {
    providerId: consent.providerId,
    scopes: consent.scopes.map(scope => scope.value),
    inputs: {},
    purpose: 'new',
    mode: 'popup',
  })
  const { redirectTo } = await app.beginAttempt(session, started.id)
  const browser = createCookieBrowser()
  const loginUrl = (await browser.get(redirectTo)).location ?? ''
  const resumed = await browser.post(`${loginUrl}/login`, { user: 'planner', password: 'let-me-in' })
  const consentUrl = (await browser.get(resumed.location ?? '')).location ?? ''
  const allowed = await browser.post(`${consentUrl}/${step}`, {})
  const callback = new URL((await browser.get(allowed.location ?? '')).location ?? '')
  expect(callback.href.startsWith(REDIRECT_URI)).toBe(true)
  return { id: started.id, query: callback.search.slice(1) }
}

const CALLBACK = { connector: 'practice-cloud', slug: 'practice' }

describe('a login at a certified OpenID provider', () => {
  it('is made, tested, handed out, used, and renewed once for 16 readers of a rejected token', async () => {
    const { id, query } = await reachCallback('allow')
    await app.finishAttempt(session, { ...CALLBACK, query })
    const status = await app.getAttempt(session, id, 'en')
    expect(status).toMatchObject({ status: 'granted', suggestedLabel: 'Practice1', account: 'planner' })
    const login = await app.addLogin(session, { attemptId: id, label: 'Practice1', inputs: {} })
    expect(login).toMatchObject({ state: 'ok', label: 'Practice1' })
    expect(await app.testAccount(login.id, 'en')).toMatchObject({
      ok: true,
      message: 'Connection validated successfully',
    })

    const { key } = await app.createApiKey({ name: 'engine', expiresInDays: 1 })
    const grant = await app.authenticateKey(`Bearer ${key}`)
    const first = await app.readCredential(grant, { id: login.id })
    expect(first.kind).toBe('oauth2')
    const readers = Array.from({ length: 16 }, () =>
      app.readCredential(grant, { id: login.id, rejectedVersion: first.credVersion }),
    )
    const renewed = await Promise.all(readers)
    expect(new Set(renewed.map(one => one.credVersion))).toEqual(new Set([first.credVersion + 1]))
    expect(await app.testAccount(login.id, 'en')).toMatchObject({ ok: true })

    const shown = JSON.stringify([status, login, await app.listAccounts({ limit: 10, locale: 'en' }), logged])
    for (const secret of [
      practice.clientSecret,
      String(first.value),
      String(renewed[0]?.value),
      new URLSearchParams(query).get('code'),
    ]) {
      expect(shown).not.toContain(secret)
    }
    await app.deleteAccount(login.id)
  })

  it('ends with the words of the provider when the person cancels', async () => {
    const { id, query } = await reachCallback('cancel')
    await app.finishAttempt(session, { ...CALLBACK, query })
    const { status, error } = await app.getAttempt(session, id, 'en')
    expect([status, error?.code]).toEqual(['failed', 'server_denied'])
  })
})
