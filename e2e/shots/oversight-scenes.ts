import type { Page } from 'playwright/test'

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
  })),
  next: 'more',
}

const HEALTH = {
  at: '2026-11-23T11:00:00Z',
  version: '0.1.0',
  node: '26.10.0',
  environment: 'production',
  publicUrl: 'https://flow.example.com',
  startedAt: '2026-11-21T06:00:00Z',
  runner: {
    level: 'process',
    reason: 'bubblewrap is not installed.',
    install: 'apt-get install -y bubblewrap',
    places: 8,
    running: 2,
    waiting: 0,
    ahead: 1,
    ended: { ok: 1204, refused: 31, timeout: 2 },
    milliseconds: { p50: 41.2, p95: 180.4 },
  },
  ready: true,
  database: 'postgresql',
  vault: { keyFrom: 'file', keyFile: '/etc/flow/flow.key', dataKeys: 2, newestDataKeyAt: '2026-11-01T06:00:00Z' },
  renewals: { due: 3, everySeconds: 20 },
  providers: [
    {
      id: 'prv_a',
      displayName: 'Windchill Prod',
      connector: 'windchill-oauth',
      ok: 14,
      failing: 2,
      needsReconnect: 1,
      nextRenewalAt: '2026-11-23T11:12:00Z',
    },
    { id: 'prv_b', displayName: 'Gmail', connector: 'gmail-oauth', ok: 3, failing: 0, needsReconnect: 0 },
  ],
  hosts: [{ host: 'plm.example.com', failures: 6, pausedUntil: '2026-11-23T11:03:00Z' }],
  memoryBytes: 151_000_000,
  credentialReads: 48_120,
  refusedReads: 7,
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
