import type { Page } from 'playwright/test'
import { HEALTH } from './health-sample.ts'

const ACTIVITY = {
  items: [
    ['2026-11-23T10:58:00Z', 'credential-released', 'engine', 'con_a', 'Windchill_PLM_Prod', 'flow-1', 3],
    ['2026-11-23T09:12:00Z', 'account-shared', 'you', 'con_a', 'Windchill_PLM_Prod', 'windchill windchill-basic'],
    ['2026-11-22T15:01:00Z', 'key-made', 'you', 'key_a', 'engine', ''],
    ['2026-11-22T15:00:00Z', 'host-allowed', 'you', 'localhost:8080', undefined, ''],
    [
      '2026-11-20T08:00:00Z',
      'account-deleted',
      'you',
      'con_b00000000000000000000000aa',
      undefined,
      'gmail gmail-oauth',
    ],
    ['2026-11-20T07:00:00Z', 'chain-begun', '', '', undefined, ''],
  ].map(([at, action, actor, object, label, reason, count = 1]) => ({
    ...{ at, action, actor, object, label, reason, count },
    outcome: 'ok',
    address: actor === 'you' && action !== 'key-made' ? '192.0.2.7' : '',
  })),
  next: 'more',
}

const OWNED = [
  ['Petra Planner', 'windchill', 'windchill-basic', 'ok', 4, true],
  ['Emil Engineer', 'windchill', 'windchill-basic', 'failing', 2, false],
  ['Petra Planner', 'gmail', 'gmail-oauth', 'needs reconnect', 0, false],
  ['', 'practice', 'practice-basic', 'ok', 1, false],
  ['Bea Buyer', 'practice', 'practice-cloud', 'suspended', 12, true],
  ['Bea Buyer', 'thingworx', 'thingworx-api-key', 'not tested', 0, false],
].map(([owner, service, type, state, uses, shared], index) => ({
  ...{ id: `con_${index}`, kind: 'connection', owner, service, type, state, shared },
  ...(uses ? { uses } : {}),
  ...(state === 'ok' || state === 'not tested' ? {} : { stateSince: '2026-11-23T06:00:00Z' }),
  ...(String(type).match(/oauth|cloud/) ? { provider: 'Prod' } : {}),
  ...{ createdAt: '2026-11-01T09:00:00Z', updatedAt: '2026-11-20T09:00:00Z' },
}))

/** As an administrator of a team sees it. */
async function openAllAccounts(page: Page, query = ''): Promise<void> {
  await page.route('**/api/page/session', async route => {
    const session = await (await page.request.get('/api/page/session')).json()
    return route.fulfill({ json: { ...session, mode: 'team', signsOut: true } })
  })
  await page.route('**/api/page/all-accounts?*', route =>
    route.fulfill({ json: { items: query === '' ? OWNED : [], next: query === '' ? 'more' : null } }),
  )
  await open(page, `/all-accounts${query}`)
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton'))
}

const exchange = { method: 'POST', headers: { accept: 'application/json' }, status: 200, milliseconds: 90 }
const TRIAL = {
  id: 'att_a',
  displayName: 'Windchill Prod',
  status: 'ended',
  steps: [
    { step: 'sign-in', outcome: 'ok', detail: '', milliseconds: 8120, exchanges: [] },
    {
      step: 'tokens',
      outcome: 'ok',
      detail: 'The account was named. Granted: read write.',
      milliseconds: 96,
      exchanges: [
        {
          ...exchange,
          role: 'token',
          url: 'https://plm.example.com/token',
          sent: { grant_type: 'authorization_code', client_id: 'flow', client_secret: '•••', code: '•••' },
          got: { token_type: 'Bearer', expires_in: 3600, access_token: '•••' },
        },
      ],
    },
    {
      step: 'validate',
      outcome: 'none',
      detail: 'The config has no validate request.',
      milliseconds: 0,
      exchanges: [],
    },
    { step: 'refresh', outcome: 'failed', detail: 'The service answered 400.', milliseconds: 41, exchanges: [] },
  ],
}

/** The practice provider as if its connector had been updated and its host were down. */
async function openTroubled(page: Page): Promise<void> {
  await page.route('**/api/page/health', async route => {
    const { items } = await (await page.request.get('/api/page/providers')).json()
    const [sample] = HEALTH.providers
    return route.fulfill({ json: { ...HEALTH, providers: [{ ...sample, id: items[0].id }] } })
  })
  await open(page, '/providers')
  await page.getByText('Register another application').first().click()
  await page.getByText('Its host failed several times').scrollIntoViewIfNeeded()
}

/** Activity, Health and the trial of a sign-in, as scenes. */
export const OVERSIGHT_SCENES = [
  {
    name: 'activity',
    docs: ['light', 'phone'] as const,
    async show(page: Page) {
      await page.route('**/api/page/activity?*', route => route.fulfill({ json: ACTIVITY }))
      await open(page, '/activity')
    },
  },
  { name: 'all-accounts', show: (page: Page) => openAllAccounts(page) },
  { name: 'all-accounts-none', show: (page: Page) => openAllAccounts(page, '?q=nobody') },
  {
    name: 'all-accounts-suspend',
    async show(page: Page) {
      await openAllAccounts(page)
      await page.getByRole('button', { name: 'More for Windchill of Petra Planner' }).click()
      await page.getByRole('menuitem', { name: 'Suspend…' }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  { name: 'activity-none', show: (page: Page) => open(page, '/activity?kind=hosts') },
  {
    name: 'health',
    docs: ['light', 'dark'] as const,
    async show(page: Page) {
      await page.route('**/api/page/health', route => route.fulfill({ json: HEALTH }))
      await open(page, '/health')
    },
  },
  {
    name: 'health-not-ready',
    async show(page: Page) {
      const json = { ...HEALTH, ready: false, providers: [], hosts: [] }
      await page.route('**/api/page/health', route => route.fulfill({ json }))
      await open(page, '/health')
    },
  },
  { name: 'providers-troubled', docs: ['light'] as const, show: openTroubled },
  {
    name: 'providers-try',
    docs: ['light'] as const,
    async show(page: Page) {
      await page.route('**/api/page/trials/*', route => route.fulfill({ json: TRIAL }))
      await page.goto('/providers?trial=att_a')
      await page.getByText('It stopped at a step').waitFor()
      await page.getByText('POST https://plm.example.com/token').click()
    },
  },
]
